import { type KeyboardEvent, useState } from 'react';
import { acceleratorLabel } from '../../../../shared/domain/accelerator.ts';
import { acceleratorOf } from '../../format/accelerator.ts';
import { useShell } from '../../stores/shell-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './shortcuts-section.css';

interface HotkeyCaptureProps {
  /** What a click on it is for. */
  label: string;
  /** Electron accelerator; empty for none. */
  hotkey: string;
  onChange: (hotkey: string) => void;
}

/** Waits for a key press and takes it as the shortcut; a modifier is required. */
export function HotkeyCapture({ label, hotkey, onChange }: HotkeyCaptureProps) {
  const { t } = useI18n();
  const platform = useShell(({ status }) => status.platform);
  const [listening, setListening] = useState(false);
  const [refused, setRefused] = useState(false);

  const now = hotkey === '' ? t('settings.shortcuts.none') : acceleratorLabel(hotkey, platform);

  function onKeyDown(event: KeyboardEvent): void {
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const accelerator = acceleratorOf(event.nativeEvent, platform);
    const onlyModifier = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key);
    if (event.key === 'Escape' || accelerator !== null) setListening(false);
    else setRefused(!onlyModifier);
    if (accelerator !== null) onChange(accelerator);
  }

  return (
    <div className="hotkey">
      <button
        type="button"
        className="button"
        aria-label={`${label}: ${now}`}
        aria-pressed={listening}
        onClick={() => {
          setListening(true);
          setRefused(false);
        }}
        onBlur={() => setListening(false)}
        onKeyDown={onKeyDown}
      >
        {listening ? t('settings.shortcuts.press') : now}
      </button>
      {listening && (
        <p className={refused ? 'field-error' : 'field-hint'} role="status">
          {refused && `${t('settings.shortcuts.needModifier')} `}
          {t('settings.shortcuts.escape')}
        </p>
      )}
    </div>
  );
}
