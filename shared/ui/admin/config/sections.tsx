/** The sections of the configuration form, in plain language (CFG1). */
import type { Configuration, OnDelete } from '../../../core/model';
import { Check, Select } from '../../parts/choices';
import { TextField } from '../../parts/fields';
import { adminSays } from '../../texts/admin';
import { Conditions } from './Conditions';
import { bothOff, DirectionField, type FormProps, numberOf, Refusal, Section } from './form';

export const GeneralSection = ({ value, onChange, nameless }: FormProps & { nameless: boolean }) => (
  <Section title={adminSays('general section')}>
    <div class="is-two">
      <TextField
        label={adminSays('name')}
        value={value.name}
        invalid={nameless}
        onInput={(name) => onChange({ ...value, name })}
        {...(nameless ? { hint: adminSays('name missing') } : {})}
      />
      <TextField
        label={adminSays('cycle minutes')}
        hint={adminSays('cycle hint')}
        type="number"
        value={String(value.cycleMinutes)}
        onInput={(text) => onChange({ ...value, cycleMinutes: numberOf(text) })}
      />
      <TextField
        label={adminSays('daily calls')}
        hint={adminSays('daily calls hint')}
        type="number"
        value={String(value.dailyCalls)}
        onInput={(text) => onChange({ ...value, dailyCalls: numberOf(text) })}
      />
    </div>
    <Check checked={value.active} onChange={(active) => onChange({ ...value, active })}>
      {adminSays('is active')}
    </Check>
    <Check checked={value.userManagedConnection} onChange={(userManagedConnection) => onChange({ ...value, userManagedConnection })}>
      {adminSays('user managed')}
      <br />
      <span class="is-hint">{adminSays('user managed hint')}</span>
    </Check>
    <TextField
      label={adminSays('blocked domains')}
      hint={adminSays('blocked hint')}
      many
      value={value.blockedDomains.join('\n')}
      onInput={(text) => onChange({ ...value, blockedDomains: text.split(/[\n,;]/).map((line) => line.trimStart()) })}
    />
  </Section>
);

export function ContactsSection({ value, onChange, refusal }: FormProps) {
  const { contacts } = value;
  const set = (change: Partial<Configuration['contacts']>) => onChange({ ...value, contacts: { ...contacts, ...change } });
  return (
    <Section title={adminSays('contacts section')}>
      <DirectionField value={contacts.direction} onChange={(direction) => set({ direction })} />
      <Refusal refusal={refusal} at="contacts.direction" />
      {contacts.direction !== 'off' && (
        <>
          <div class="is-two">
            <Select
              label={adminSays('whose')}
              hint={adminSays('whose hint')}
              value={contacts.whose}
              onChange={(whose) => set({ whose })}
              choices={[
                { value: 'mine', label: adminSays('whose mine') },
                { value: 'all', label: adminSays('whose all') },
              ]}
            />
            <Select
              label={adminSays('pick')}
              hint={adminSays('pick hint')}
              value={contacts.pick}
              onChange={(pick) => set({ pick })}
              choices={(['most recent activity', 'last updated', 'oldest', 'ask'] as const).map((pick) => ({
                value: pick,
                label: adminSays(`pick ${pick}`),
              }))}
            />
          </div>
          <Conditions conditions={contacts.conditions} refusal={refusal} onChange={(conditions) => set({ conditions })} />
        </>
      )}
    </Section>
  );
}

export function EventsSection({ value, onChange, refusal }: FormProps) {
  const { events } = value;
  const set = (change: Partial<Configuration['events']>) => onChange({ ...value, events: { ...events, ...change } });
  const bad = refusal?.field === 'events.daysAhead';
  return (
    <Section title={adminSays('events section')}>
      <DirectionField value={events.direction} onChange={(direction) => set({ direction })} />
      {events.direction !== 'off' && (
        <>
          <div class="is-two">
            <TextField
              label={adminSays('days back')}
              type="number"
              invalid={bad}
              value={String(events.daysBack)}
              onInput={(text) => set({ daysBack: numberOf(text) })}
              hint={adminSays('days hint')}
            />
            <TextField
              label={adminSays('days ahead')}
              type="number"
              invalid={bad}
              value={String(events.daysAhead)}
              onInput={(text) => set({ daysAhead: numberOf(text) })}
            />
          </div>
          <Refusal refusal={refusal} at="events.daysAhead" />
          <div class="is-two">
            <Select
              label={adminSays('which events')}
              value={events.which}
              onChange={(which) => set({ which })}
              choices={(['all', 'picked'] as const).map((which) => ({ value: which, label: adminSays(`which ${which}`) }))}
            />
            <Select
              label={adminSays('private events')}
              value={events.private}
              onChange={(how) => set({ private: how })}
              choices={(['off', 'time only', 'all'] as const).map((how) => ({ value: how, label: adminSays(`private ${how}`) }))}
            />
          </div>
          <fieldset>
            <legend class="is-lab">{adminSays('leave out')}</legend>
            {(['allDay', 'declined', 'withoutOutsiders'] as const).map((name) => (
              <Check
                key={name}
                checked={events.leaveOut[name]}
                onChange={(checked) => set({ leaveOut: { ...events.leaveOut, [name]: checked } })}
              >
                {adminSays(`leave ${name}`)}
              </Check>
            ))}
          </fieldset>
          <fieldset>
            <legend class="is-lab">{adminSays('invitations')}</legend>
            <Check checked={events.mayInvite} onChange={(mayInvite) => set({ mayInvite })}>
              {adminSays('may invite')}
              <br />
              <span class="is-hint">{adminSays('invite hint')}</span>
            </Check>
          </fieldset>
        </>
      )}
    </Section>
  );
}

const deletes = (side: 'mailbox' | 'crm') =>
  (['unlink', 'delete'] as const).map((how: OnDelete) => ({ value: how, label: adminSays(`${side} ${how}`) }));

export const ConflictsSection = ({ value, onChange }: FormProps) =>
  bothOff(value) ? null : (
    <Section title={adminSays('conflicts section')}>
      {(['contacts', 'events'] as const).map((part) => {
        const of = value[part];
        const set = (change: Partial<Pick<typeof of, 'winner' | 'onDelete'>>) => onChange({ ...value, [part]: { ...of, ...change } });
        if (of.direction === 'off') return null;
        return (
          <fieldset key={part} class="is-col">
            <legend class="is-lab is-muted">{adminSays(part)}</legend>
            <Select
              label={adminSays('winner')}
              hint={adminSays('winner hint')}
              value={of.winner}
              onChange={(winner) => set({ winner })}
              choices={(['crm', 'mailbox', 'latest'] as const).map((winner) => ({ value: winner, label: adminSays(`winner ${winner}`) }))}
            />
            <div class="is-two">
              <Select
                label={adminSays('deleted in mailbox')}
                value={of.onDelete.mailbox}
                onChange={(mailbox) => set({ onDelete: { ...of.onDelete, mailbox } })}
                choices={deletes('mailbox')}
              />
              <Select
                label={adminSays('deleted in crm')}
                value={of.onDelete.crm}
                onChange={(crm) => set({ onDelete: { ...of.onDelete, crm } })}
                choices={deletes('crm')}
              />
            </div>
          </fieldset>
        );
      })}
    </Section>
  );
