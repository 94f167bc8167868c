import { type FormEvent, useState } from 'react';
import {
  type CallResult,
  defaultResults,
  mostResults,
} from '../../../../shared/domain/call-result.ts';
import { foldText } from '../../../../shared/domain/fold-text.ts';
import { settingsActions, useResults, useSettings } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { TextField } from '../../ui/field.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { ResultRow } from './result-row.tsx';
import { withMoved, withNew } from './results-list.ts';
import { SettingsGroup } from './settings-rows.tsx';
import './results-section.css';

const save = (results: CallResult[]) => void settingsActions.update({ results });

/** The results a call can have: named, ordered and marked as this agent's work requires. */
export function ResultsSection() {
  const { t } = useI18n();
  const { results } = useSettings();
  const named = useResults();
  const [told, setTold] = useState('');

  function move(id: string, name: string, step: 1 | -1): void {
    const next = withMoved(results, id, step);
    if (!next) return;
    save(next);
    setTold(t('settings.results.moved', { name, place: next.findIndex((r) => r.id === id) + 1 }));
  }

  return (
    <SettingsGroup title={t('settings.results.list')}>
      <p className="field-hint">{t('settings.results.hint')}</p>
      {results.length === 0 && <p className="results-none">{t('settings.results.none')}</p>}
      {results.length > 0 && (
        <p className="results-head muted" aria-hidden="true">
          {t('settings.results.doNotCall')}
        </p>
      )}
      <ol className="results">
        {named.map(({ id, name }, index) => (
          <ResultRow
            key={id}
            id={id}
            name={name}
            place={index + 1}
            last={index === named.length - 1}
            others={named.filter((other) => other.id !== id).map((other) => other.name)}
            onMove={(step) => move(id, name, step)}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {told}
      </p>
      {results.length > 0 && !results.some(({ marksDoNotCall }) => marksDoNotCall) && (
        <p className="field-hint" role="status">
          {t('settings.results.noDoNotCall')}
        </p>
      )}
      {results.length < mostResults ? (
        <AddResult names={named.map(({ name }) => name)} />
      ) : (
        <p className="field-hint">{t('settings.results.full')}</p>
      )}
      <Restore />
    </SettingsGroup>
  );
}

function AddResult({ names }: { names: readonly string[] }) {
  const { t } = useI18n();
  const { results } = useSettings();
  const [fresh, setFresh] = useState('');
  const name = fresh.trim();
  const duplicate = names.some((each) => foldText(each) === foldText(name));

  function add(event: FormEvent): void {
    event.preventDefault();
    if (name === '' || duplicate) return;
    save(withNew(results, name));
    setFresh('');
  }

  return (
    <form className="inline-form" noValidate onSubmit={add}>
      <TextField
        label={t('settings.results.fresh')}
        maxLength={40}
        value={fresh}
        error={duplicate ? t('settings.results.duplicate') : undefined}
        onChange={({ target }) => setFresh(target.value)}
      />
      <Button type="submit" disabled={name === '' || duplicate}>
        {t('settings.results.add')}
      </Button>
    </form>
  );
}

/** Shown only if the list differs from the built-in one. */
function Restore() {
  const { t } = useI18n();
  const { results } = useSettings();
  const [asking, setAsking] = useState(false);
  if (JSON.stringify(results) === JSON.stringify(defaultResults)) return null;
  return (
    <div className="settings-buttons">
      <Button tone="quiet" onClick={() => setAsking(true)}>
        {t('settings.results.restore')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('settings.results.restoreTitle')}
        text={t('settings.results.restoreText')}
        confirm={t('settings.results.restoreConfirm')}
        onConfirm={() => save([...defaultResults])}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
