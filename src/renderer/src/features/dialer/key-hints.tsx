import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useShell } from '../../stores/shell-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './key-hints.css';

/** The keys that a call takes, shown where they can be read between two calls. */
export function KeyHints() {
  const { t } = useI18n();
  const { hotkeyEnabled, hotkey } = useSettings();
  const platform = useShell(({ status }) => status.platform);
  const label = (accelerator: string) => acceleratorLabel(accelerator, platform);
  const hints: [keys: string, what: string][] = [
    ...(hotkeyEnabled ? [[label(hotkey), t('dialing.keys.hotkey')] as [string, string]] : []),
    ['↓ Enter', t('dialing.keys.recent')],
    [t('dialing.keys.digits'), t('dialing.keys.result')],
    [label('CommandOrControl+1'), t('dialing.keys.file')],
    [label('CommandOrControl+Z'), t('dialing.keys.undo')],
  ];
  return (
    <section className="panel key-hints" aria-labelledby="keys-title">
      <h2 id="keys-title" className="eyebrow">
        {t('dialing.keys.title')}
      </h2>
      <dl>
        {hints.map(([keys, what]) => (
          <div key={what}>
            <dt>
              <Kbd>{keys}</Kbd>
              <span className="visually-hidden">{keys}</span>
            </dt>
            <dd className="soft">{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
