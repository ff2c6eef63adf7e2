/** Dry run and scope: numbers per kind, whose they are and how old; of several reps a row each and the sum (RST3). */
import type { ComponentChildren } from 'preact';
import type { Instant, Scope, StatusKind } from '../../../core/model';
import type { DryRun, RepRow, ResetCounts } from '../../../device/admin';
import { Segments } from '../../parts/choices';
import { TextField } from '../../parts/fields';
import { Name } from '../../parts/Say';
import { Loading, NotLoaded } from '../../parts/states';
import { StatusWord } from '../../StatusBadge';
import { adminSays } from '../../texts/admin';
import { ago, number } from '../../texts/times';
import { isMassChange, noCounts, plus } from '../outcome';
import { Behind, WhatStaysOut } from './ItemLists';
import { isScopeReady } from './scope';
import type { DryRuns } from './useDryRuns';

interface Props {
  readonly reps: readonly RepRow[];
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly runs: DryRuns;
  readonly left: readonly string[];
  readonly onLeft: (left: readonly string[]) => void;
  readonly now: Instant;
}

const rows = [
  { key: 'byMark', kind: 'in step', text: 'byMark' },
  { key: 'byMatch', kind: 'in step', text: 'byMatch' },
  { key: 'doubtful', kind: 'needs you', text: 'doubtful' },
  { key: 'created', kind: 'not in salesforce', text: 'created anew' },
  { key: 'keptOut', kind: 'kept out', text: 'keptOut' },
] as const satisfies readonly { key: keyof ResetCounts; kind: StatusKind; text: string }[];

export const sumOf = (runs: readonly DryRun[], of: 'contacts' | 'events'): ResetCounts =>
  runs.reduce((all, run) => plus(all, run[of]), noCounts);

export function DryRunStep({ reps, scope, onScope, runs, left, onLeft, now }: Props) {
  const scopes = (['all', 'contact', 'event', ...(reps.length === 1 ? (['item'] as const) : [])] as const).map((what) => ({
    value: what,
    label: adminSays(`scope ${what}`),
  }));
  return (
    <>
      <Segments
        legend={adminSays('scope')}
        show
        choices={scopes}
        value={scope.what}
        onChange={(what) => onScope(what === 'item' ? { what, crmId: scope.what === 'item' ? scope.crmId : '' } : { what })}
      />
      {scope.what === 'item' && (
        <TextField
          label={adminSays('record id')}
          hint={adminSays('record id hint')}
          value={scope.crmId}
          invalid={scope.crmId !== '' && !isScopeReady(scope)}
          onInput={(crmId) => onScope({ what: 'item', crmId: crmId.trim() })}
        />
      )}
      {runs.runs.length === 0 && runs.state === 'loading' && <Loading lines={5} />}
      {runs.state === 'failed' && <NotLoaded onAgain={runs.again} />}
      {runs.runs.length > 0 && <Numbers runs={runs.runs.filter(({ repId }) => !left.includes(repId))} />}
      {reps.length === 1 && runs.runs[0] && <Lists run={runs.runs[0]} />}
      {reps.length > 1 && runs.runs.length > 0 && <PerRep reps={reps} runs={runs.runs} left={left} onLeft={onLeft} now={now} />}
      <p class="is-muted is-small" role="status">
        {runs.runs.length === 0 && runs.state === 'ready'
          ? adminSays('dry none')
          : reps.length === 1 && runs.runs[0]
            ? fromText(runs.runs[0], now)
            : ''}{' '}
        {runs.waiting ? adminSays('dry waiting') : ''} {adminSays('nothing changed')}
      </p>
    </>
  );
}

const Lists = ({ run }: { run: DryRun }) => (
  <>
    {rows.map(({ key, text }) => (key === 'keptOut' ? null : <Behind key={key} run={run} slot={key} label={adminSays(text)} />))}
    <WhatStaysOut run={run} />
  </>
);

const fromText = (run: DryRun, now: Instant): string =>
  adminSays(run.from === 'device' ? 'dry device' : 'dry estimate', { ago: ago(run.at, now) });

const Numbers = ({ runs }: { runs: readonly DryRun[] }) => {
  const contacts = sumOf(runs, 'contacts');
  const events = sumOf(runs, 'events');
  return (
    <div class="is-panel is-table-panel">
      <table class="is-table is-table-dense">
        <thead>
          <tr>
            <th scope="col">{adminSays('what will happen')}</th>
            <th scope="col" class="is-end">
              {adminSays('contacts')}
            </th>
            <th scope="col" class="is-end">
              {adminSays('events')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, kind, text }) => (
            <tr key={key}>
              <th scope="row" class="is-plain-head">
                <StatusWord kind={kind} text={adminSays(text)} />
              </th>
              <td class="is-end is-num">{strong(key === 'doubtful' && contacts[key] > 0, number(contacts[key]))}</td>
              <td class="is-end is-num">{strong(key === 'doubtful' && events[key] > 0, number(events[key]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const strong = (when: boolean, text: string): ComponentChildren => (when ? <b>{text}</b> : text);

function PerRep({ reps, runs, left, onLeft, now }: Pick<Props, 'reps' | 'left' | 'onLeft' | 'now'> & { runs: readonly DryRun[] }) {
  const toggle = (id: string) => onLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <ul class="is-panel is-stack is-per-rep">
      {reps.map((rep) => {
        const run = runs.find(({ repId }) => repId === rep.userId);
        return (
          <li key={rep.userId} class="is-item">
            <input
              type="checkbox"
              aria-label={adminSays('include rep', { name: rep.name })}
              checked={!left.includes(rep.userId)}
              onChange={() => toggle(rep.userId)}
            />
            <span>
              <b>
                <Name>{rep.name}</Name>
              </b>
              <br />
              <span class="is-muted is-small">
                {run ? (isMassChange(run) ? adminSays('mass change') : fromText(run, now)) : adminSays('dry none')}
              </span>
            </span>
            {run && isMassChange(run) ? (
              <StatusWord
                kind="needs you"
                text={number(run.contacts.doubtful + run.contacts.created + run.events.doubtful + run.events.created)}
              />
            ) : (
              <span />
            )}
          </li>
        );
      })}
    </ul>
  );
}
