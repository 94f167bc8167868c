import { stateKey, whoInFull, whoOf } from '../../shared/call-text.ts';
import type { Call, OutboundCall } from '../../shared/domain/call.ts';
import { isLive } from '../../shared/domain/call.ts';
import type { Translate } from '../i18n/translate.ts';

export type TrayIcon = 'idle' | 'ringing' | 'talking' | 'ended' | 'practice';

/**
 * Returns the file of a state's icon. macOS paints `…Template.png` in the menu bar's own colour, so
 * only its shape counts; Windows takes a file with a drawing for every scale. `@2x` is found beside
 * it.
 */
export function trayIconFile(icon: TrayIcon, platform: string): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  return platform === 'win32' ? `${icon}.ico` : `${icon}.png`;
}

export interface TrayState {
  /** The call that matters now: live, in doubt, or just over. */
  call: Call | null;
  /** Most recently dialled, newest first. */
  recent: readonly OutboundCall[];
  practice: boolean;
}

/** What a menu entry does; its label says the rest. */
export type TrayAction =
  | { do: 'open'; callId: string | null }
  | { do: 'dialClipboard' }
  | { do: 'dial'; number: string; practice: boolean }
  | { do: 'quit' };

export type TrayEntry =
  | { kind: 'separator' }
  | { kind: 'note'; label: string }
  | { kind: 'action'; label: string; action: TrayAction };

/** Everything the tray shows, as plain data: equal models look the same. */
export interface TrayModel {
  icon: TrayIcon;
  tooltip: string;
  entries: TrayEntry[];
}

/** How many recent numbers the menu shows. */
export const recentShown = 5;

/**
 * Escapes a text for a menu label, on every system: a single `&` makes the next letter an access
 * key and is not shown (electron/electron#9584, #9978).
 */
export function menuLabel(text: string): string {
  return text.replaceAll('&', '&&');
}

/**
 * Escapes a text for the tray's tooltip. Windows 10 consumes `&` twice there
 * (electron/electron#14373), Windows 11 shows every one of them (reupen/columns_ui#1010): the
 * full-width one looks the same to the agent and is special to neither.
 */
export function toolTipText(text: string, platform: string): string {
  return platform === 'win32' ? text.replaceAll('&', '＆') : text;
}

export function trayModel({ call, recent, practice }: TrayState, t: Translate): TrayModel {
  const status = statusLine(call, practice, t);
  const entries: TrayEntry[] = [
    call
      ? { kind: 'action', label: status, action: { do: 'open', callId: call.id } }
      : { kind: 'note', label: status },
    { kind: 'separator' },
    { kind: 'action', label: t('desktop.tray.dialClipboard'), action: { do: 'dialClipboard' } },
  ];
  if (recent.length > 0) {
    entries.push({ kind: 'separator' }, { kind: 'note', label: t('desktop.tray.recent') });
    for (const each of recent.slice(0, recentShown)) {
      const action = { do: 'dial', number: each.customerNumber, practice } as const;
      entries.push({ kind: 'action', label: whoInFull(each, t), action });
    }
  }
  entries.push(
    { kind: 'separator' },
    { kind: 'action', label: t('desktop.tray.open'), action: { do: 'open', callId: null } },
    { kind: 'action', label: t('desktop.tray.quit'), action: { do: 'quit' } },
  );
  return { icon: iconOf(call, practice), tooltip: `Handset – ${status}`, entries };
}

function statusLine(call: Call | null, practice: boolean, t: Translate): string {
  if (!call) return t(practice ? 'desktop.tray.practice' : 'desktop.tray.idle');
  return t('desktop.tray.live', { who: whoOf(call, t), state: t(stateKey(call)) });
}

function iconOf(call: Call | null, practice: boolean): TrayIcon {
  if (!call) return practice ? 'practice' : 'idle';
  if (call.state === 'agent_answered') return 'talking';
  return isLive(call.state) && call.state !== 'finishing' ? 'ringing' : 'ended';
}
