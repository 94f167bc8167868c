import { type ReactNode, useId } from 'react';
import { agentsOf } from '../../../../shared/domain/agents-on-account.ts';
import { useFloorDecides } from '../../stores/floor-store.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { type AccountField, withRegion } from './account-fields.ts';
import type { AccountFormState } from './use-account-form.ts';

/** Region, sid, key, token and the two phones. */
export function AccountRows({ form }: { form: AccountFormState }) {
  const { t } = useI18n();
  const { draft, change, hasSecret } = form;
  const stored = hasSecret ? t('onboarding.keepStored') : undefined;
  const secret = {
    type: 'password',
    maxLength: 300,
    ...(hasSecret && { placeholder: '••••••••' }),
  };
  const text = (name: Exclude<AccountField, 'region'>) => (extra: Described) => (
    <TextField
      label={t(`onboarding.fields.${name}`)}
      value={draft[name]}
      onChange={({ target }) => change({ ...draft, [name]: target.value })}
      {...(name === 'apiKey' || name === 'apiToken' ? secret : { maxLength: longest[name] })}
      {...(name === 'baseUrl' && ({ inputMode: 'url', placeholder: 'https://' } as const))}
      {...extra}
    />
  );
  const region = (extra: Described) => (
    <SelectField
      label={t('onboarding.fields.region')}
      value={draft.region}
      choices={(['mumbai', 'singapore', 'custom'] as const).map((value) => ({
        value,
        label: t(`onboarding.regions.${value}`),
      }))}
      onChange={(next) => change(withRegion(draft, next))}
      {...extra}
    />
  );
  const { faults, aboutBoth } = form.said;
  const cell = (name: AccountField, render: Cell['render'], hint?: string): Cell => ({
    render,
    hint,
    fault: faults[name],
  });
  return (
    <>
      <AccountRow cells={[cell('region', region), cell('accountSid', text('accountSid'))]} />
      {draft.region === 'custom' && (
        <AccountRow cells={[cell('baseUrl', text('baseUrl'), t('onboarding.baseUrlHint'))]} />
      )}
      <AccountRow
        shared={aboutBoth}
        cells={[cell('apiKey', text('apiKey'), stored), cell('apiToken', text('apiToken'), stored)]}
      />
      <AccountRow
        cells={[
          cell('agentUri', text('agentUri'), t('onboarding.yourPhoneHint')),
          cell('virtualNumber', text('virtualNumber'), t('onboarding.exoPhoneHint')),
        ]}
      />
      <AgentsRow text={form.agents} onChange={form.setAgents} />
    </>
  );
}

const longest = { baseUrl: 300, accountSid: 100, agentUri: 200, virtualNumber: 40 } as const;

/** Connects a control with the text below it. */
interface Described {
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

interface Cell {
  render: (described: Described) => ReactNode;
  hint: string | undefined;
  fault: string | undefined;
}

/**
 * One field or two, with a line below for a hint or an error; the line is there even while empty,
 * so that nothing moves. `shared`: the same error concerns both.
 */
function AccountRow({ cells, shared = false }: { cells: Cell[]; shared?: boolean }) {
  const id = useId();
  const noteOf = (place: number) => `${id}-${shared ? cells.length - 1 : place}`;
  const faults = cells.filter(({ fault }) => fault).length;
  return (
    <div
      className="account-row"
      data-alone={faults === 1 || shared || undefined}
      data-shared={shared || undefined}
    >
      {cells.map(({ render, hint, fault }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row's fields keep their places.
        <div key={place} className="account-cell">
          {render({
            ...(fault && { 'aria-invalid': true as const }),
            ...((fault ?? hint) && { 'aria-describedby': noteOf(place) }),
          })}
          <FieldNote id={`${id}-${place}`} hint={hint} fault={shared && place === 0 ? '' : fault} />
        </div>
      ))}
    </div>
  );
}

/** With an empty `fault`, the note of the field next to it speaks for this one as well. */
function FieldNote(props: { id: string; hint: string | undefined; fault: string | undefined }) {
  const { id, hint, fault } = props;
  if (fault)
    return (
      <p id={id} className="field-error account-fault" role="alert">
        {fault}
      </p>
    );
  return (
    <p id={id} className="field-hint account-hint">
      {fault === undefined && hint}
    </p>
  );
}

/** Optional; a setting rather than part of the account, saved together with it. */
function AgentsRow({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useI18n();
  const decided = useFloorDecides();
  const fault = agentsOf(text) === undefined ? t('onboarding.agents.invalid') : undefined;
  const render = (described: Described) => (
    <TextField
      label={t('onboarding.agents.label')}
      inputMode="numeric"
      maxLength={4}
      placeholder={t('onboarding.agents.unknown')}
      value={text}
      onChange={({ target }) => onChange(target.value)}
      {...described}
    />
  );
  return (
    <div className="account-agents">
      <AccountRow cells={[{ render, fault, hint: decided ?? t('onboarding.agents.hint') }]} />
    </div>
  );
}
