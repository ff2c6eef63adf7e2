/** Whom a configuration affects, and assigning: a move is said first, and nothing is done before it is confirmed (CFG2). */
import { useState } from 'preact/hooks';
import type { Admin, Affected, Assignment } from '../../../device/admin';
import { Button } from '../../parts/Button';
import { TextField } from '../../parts/fields';
import { Name, Say } from '../../parts/Say';
import { Loading, Note, NotLoaded } from '../../parts/states';
import { useDoing } from '../../parts/useDoing';
import { useAnswer } from '../../store';
import { adminSays } from '../../texts/admin';
import type { Assigned } from '../Configurations';

interface Props {
  readonly admin: Admin;
  readonly saved: Assigned | null;
  readonly minutes: number;
  readonly onChanged: () => void;
}

type To = Assignment['to'];

export function Assign({ admin, saved, minutes, onChanged }: Props) {
  const id = saved?.id ?? '';
  const affected = useAnswer(async () => (id === '' ? [] : admin.affected(id, [])), `${id} ${saved?.assignments.length ?? 0}`);
  return (
    <>
      <section class="is-panel is-side">
        <h2 class="is-h3">{adminSays('whom it affects')}</h2>
        {!affected.value && (affected.state === 'failed' ? <NotLoaded onAgain={affected.again} /> : <Loading lines={2} />)}
        {affected.value && (
          <p>
            <Say pieces={adminSays.pieces('affects n', { n: affected.value.length })} />
          </p>
        )}
        <p class="is-hint">{adminSays('effect in', { n: minutes })}</p>
      </section>
      <section class="is-panel is-side">
        <h2 class="is-h3">{adminSays('assigned section')}</h2>
        {saved ? (
          <Assignments admin={admin} saved={saved} onChanged={onChanged} />
        ) : (
          <p class="is-muted">{adminSays('save before assign')}</p>
        )}
        <p class="is-hint">{adminSays('precedence')}</p>
      </section>
    </>
  );
}

function Assignments({ admin, saved, onChanged }: { admin: Admin; saved: Assigned; onChanged: () => void }) {
  const doing = useDoing();
  const [text, setText] = useState('');
  const [asking, setAsking] = useState<{ readonly to: To; readonly affected: readonly Affected[] } | null>(null);
  const [said, setSaid] = useState('');
  const found = useAnswer(async () => (text.trim().length < 2 ? [] : admin.findAssignees(text.trim())), text);
  const ask = (to: To) => void doing.run(async () => setAsking({ to, affected: await admin.affected(saved.id, [to]) }));
  const assign = (to: To) =>
    void doing.run(async () => {
      await admin.assign(saved.id, [to]);
      setAsking(null);
      setText('');
      setSaid(adminSays('assigned'));
      onChanged();
    });
  const remove = (assignment: Assignment) =>
    void doing.run(async () => {
      await admin.unassign([assignment.id]);
      onChanged();
    });
  return (
    <>
      <TextField label={adminSays('find assignee')} type="search" value={text} onInput={setText} />
      {doing.failed && <p role="alert">{adminSays('did not work')}</p>}
      <p role="status" class={said === '' ? 'is-sr' : undefined}>
        {said}
      </p>
      {text.trim().length >= 2 && found.state === 'ready' && found.value?.length === 0 && (
        <p class="is-muted">{adminSays('no assignee', { text })}</p>
      )}
      {!asking && (
        <ul class="is-stack">
          {(text.trim().length < 2 ? [] : (found.value ?? [])).map((to) => (
            <li key={to.id} class="is-row is-assignee">
              <span class="is-grow">
                <Name>{to.name}</Name> <span class="is-muted">{adminSays(to.type)}</span>
              </span>
              <Button small busy={doing.busy} label={adminSays('assign name', { name: to.name })} onPress={() => ask(to)}>
                {adminSays('assign here')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <Move to={asking.to} affected={asking.affected} busy={doing.busy} onYes={() => assign(asking.to)} onNo={() => setAsking(null)} />
      )}
      {saved.assignments.length === 0 && <p class="is-muted">{adminSays('nobody assigned')}</p>}
      <ul class="is-stack">
        {saved.assignments.map((assignment) => (
          <li key={assignment.id} class="is-row is-assignee">
            <span class="is-grow">
              <Name>{assignment.to.name}</Name> <span class="is-muted">{adminSays(assignment.to.type)}</span>
            </span>
            <Button
              small
              look="ghost"
              busy={doing.busy}
              label={adminSays('unassign name', { name: assignment.to.name })}
              onPress={() => remove(assignment)}
            >
              {adminSays('unassign')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The consequence first: whom it takes from where. */
function Move({
  to,
  affected,
  busy,
  onYes,
  onNo,
}: {
  to: To;
  affected: readonly Affected[];
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const moved = affected.filter((one) => one.moved);
  const [first] = affected;
  const pieces =
    to.type === 'user'
      ? first?.moved
        ? adminSays.pieces('moving user', { name: to.name, before: first.before })
        : adminSays.pieces('adding user', { name: to.name })
      : moved.length > 0
        ? adminSays.pieces('moving n', { n: moved.length })
        : adminSays.pieces('adding profile', { n: affected.length });
  return (
    <Note kind={moved.length > 0 ? 'needs you' : 'in step'} alert>
      <p>
        <Say pieces={pieces} />
      </p>
      {to.type === 'profile' && moved.length > 0 && (
        <ul class="is-small">
          {moved.slice(0, 5).map((one) => (
            <li key={one.userId}>
              <Name>{one.name}</Name>: <Name>{adminSays('before after', { before: one.before, after: one.after })}</Name>
            </li>
          ))}
        </ul>
      )}
      <p class="is-note-acts">
        <Button small look="main" busy={busy} onPress={onYes}>
          {adminSays(moved.length > 0 ? 'move here' : 'assign here')}
        </Button>
        <Button small onPress={onNo}>
          {adminSays('leave as is')}
        </Button>
      </p>
    </Note>
  );
}
