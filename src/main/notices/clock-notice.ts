import type { Notice } from '../../shared/contract/shell.ts';
import type { Language } from '../../shared/languages.ts';
import { minuteMs } from '../base/durations.ts';
import type { ProviderTime } from '../exotel/provider-time.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notices } from './notice-board.ts';

export interface ClockNoticeOptions {
  time: ProviderTime;
  notices: Notices;
  t: Translate;
  language: () => Language;
}

/** Anything less does no harm, and networks correct it on their own. */
const worthSayingMs = 2 * minuteMs;
const codes = ['clock_ahead', 'clock_behind'] as const satisfies readonly Notice['code'][];

/**
 * Shows that this computer's clock is wrong, for as long as Exotel's responses say so. A notice the
 * agent dismissed comes back only when the clock has been set to another wrong time. Returns a
 * function that stops it.
 */
export function watchClock({ time, notices, t, language }: ClockNoticeOptions): () => void {
  let saidMinutes = 0;
  return time.learned.on((aheadMs) => {
    const wrong = Math.abs(aheadMs) >= worthSayingMs;
    const minutes = wrong ? Math.round(aheadMs / minuteMs) : 0;
    // On the boundary between two minutes the same offset rounds either way.
    if (minutes === 0 ? saidMinutes === 0 : Math.abs(minutes - saidMinutes) <= 1) return;
    saidMinutes = minutes;
    const code = codes[aheadMs > 0 ? 0 : 1];
    for (const other of codes) if (!wrong || other !== code) notices.clear(other);
    if (!wrong) return;
    notices.set(code, () => {
      const params = { amount: amountOf(Math.abs(minutes), language()) };
      return {
        message: t(`notices.${code}.message`, params),
        hint: t(`notices.${code}.hint`, params),
      };
    });
  });
}

/** For example "7 minutes", "3 hours", "400 days". */
function amountOf(minutes: number, language: string): string {
  const [value, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [minutes / 60, 'hour']
        : [minutes / (24 * 60), 'day'];
  const format = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, format).format(Math.round(value));
}
