import { AudioLines } from 'lucide-react';
import type { Call } from '../../../../shared/domain/call.ts';
import { hrefOf } from '../../route.ts';
import { useI18n } from '../../ui/use-i18n.ts';

/** The state of the recording, and a way to reach it. */
export function RecordingLine({ call }: { call: Call }) {
  const { t } = useI18n();
  const { state } = call.recording;
  if (state === 'none') return null;
  return (
    <p className="recording-line muted" data-recording={state}>
      <AudioLines size={17} aria-hidden="true" />
      <span>
        {t('recordings.recording')} · {t(`recordings.brief.${state}`)}
      </span>
      {state === 'saved' && <a href={hrefOf('history', call.id)}>{t('live.listen')}</a>}
    </p>
  );
}
