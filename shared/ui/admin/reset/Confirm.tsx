/** Confirm: name, scope and when in one sentence; what follows; a note for the record (RST3, RST9). */
import type { Scope } from '../../../core/model';
import type { RepRow } from '../../../device/admin';
import { Check } from '../../parts/choices';
import { TextField } from '../../parts/fields';
import { Say } from '../../parts/Say';
import { adminSays } from '../../texts/admin';
import { paired } from '../outcome';
import { standstills } from '../states';
import { sumOf } from './DryRunStep';
import type { DryRuns } from './useDryRuns';

interface Props {
  readonly reps: readonly RepRow[];
  readonly scope: Scope;
  readonly runs: DryRuns;
  readonly reconnects: number;
  readonly told: boolean;
  readonly onTold: (told: boolean) => void;
  readonly note: string;
  readonly onNote: (note: string) => void;
}

export function Confirm({ reps, scope, runs, reconnects, told, onTold, note, onNote }: Props) {
  const chosen = runs.runs.filter(({ repId }) => reps.some(({ userId }) => userId === repId));
  const contacts = sumOf(chosen, 'contacts');
  const events = sumOf(chosen, 'events');
  const [only] = reps;
  const word = adminSays(`scope ${scope.what}`);
  return (
    <>
      <p>
        {reps.length === 1 && only ? (
          <Say pieces={adminSays.pieces('confirm one', { scope: word, name: only.name })} />
        ) : (
          <Say pieces={adminSays.pieces('confirm many', { scope: word, n: reps.length })} />
        )}
      </p>
      <ul class="is-bullets">
        {chosen.length > 0 && (
          <li>{adminSays('confirm pairs', { n: paired(contacts) + paired(events), doubtful: contacts.doubtful + events.doubtful })}</li>
        )}
        {standstills.map((state) => {
          const n = reps.filter((rep) => rep.state === state).length;
          const who = only && reps.length === 1 ? only.name : adminSays('n reps', { n });
          return n === 0 ? null : (
            <li key={state}>
              <Say pieces={adminSays.pieces(`pre ${state}`, { n, who })} />
            </li>
          );
        })}
        {reconnects > 0 && <li>{adminSays('confirm reconnect')}</li>}
        <li>{adminSays('confirm recorded')}</li>
      </ul>
      <Check checked={told} onChange={onTold}>
        {adminSays(reps.length === 1 ? 'told rep' : 'told reps')}
      </Check>
      <TextField label={adminSays('note optional')} value={note} onInput={onNote} />
    </>
  );
}
