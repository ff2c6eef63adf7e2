/** The live view of a reset: requested, picked up, progress, done, by whom; may be closed, goes on (RST4). */
import { useEffect, useState } from 'preact/hooks';
import type { Instant, Request, StatusKind } from '../../../core/model';
import type { Admin, RepRow } from '../../../device/admin';
import { StatusIcon } from '../../icons/Icon';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { Name, Say } from '../../parts/Say';
import { Bar, NotLoaded } from '../../parts/states';
import { useDoing } from '../../parts/useDoing';
import { toneOf } from '../../status';
import { useAnswer } from '../../store';
import { adminSays } from '../../texts/admin';
import type { Piece } from '../../texts/template';
import { moment, percent } from '../../texts/times';
import { useTiming } from '../../timing';
import { outcomeText, requestKind } from '../RequestLine';
import { isStandstill, stateKind } from '../states';

interface Props {
  readonly admin: Admin;
  readonly sent: readonly Request[];
  readonly reps: readonly RepRow[];
  readonly now: Instant;
  readonly onClose: () => void;
}

const lookEvery = 2000;
const over = (state: Request['state']): boolean => state === 'done' || state === 'failed' || state === 'cancelled';
/** Reported as 0 to 100. */
const shareOf = ({ state, progress }: Request): number => (over(state) ? 1 : Math.min(1, Math.max(0, progress / 100)));

export function LiveView({ admin, sent, reps, now, onClose }: Props) {
  const timing = useTiming();
  const doing = useDoing();
  const [said, setSaid] = useState('');
  const ids = sent.map(({ id }) => id);
  const { value, state, again } = useAnswer(() => admin.requests(ids), ids.join());
  const requests = value ?? sent;
  const open = requests.filter((request) => !over(request.state));
  useEffect(() => (open.length > 0 ? timing.after(lookEvery, again) : undefined), [value, state, timing]);
  const [only] = reps;
  const title = reps.length === 1 && only ? adminSays('reset of', { name: only.name }) : adminSays('reset of n', { n: reps.length });
  const whole = requests.reduce((sum, request) => sum + shareOf(request), 0) / Math.max(1, requests.length);
  const withdraw = () =>
    void doing.run(async () => {
      const gone = await Promise.all(open.map(({ id }) => admin.cancel(id)));
      setSaid(adminSays('withdrawn', { n: gone.filter(Boolean).length }));
      again();
    });
  const doneText = adminSays('done of', { done: requests.length - open.length, total: requests.length });
  return (
    <Dialog
      title={title}
      step="live"
      onCancel={onClose}
      foot={
        <>
          <span class="is-muted is-grow">{open.length > 0 ? adminSays('may close') : ''}</span>
          {open.some(({ state: at }) => at === 'requested') && (
            <Button busy={doing.busy} onPress={withdraw}>
              {adminSays(requests.length > 1 ? 'withdraw rest' : 'withdraw')}
            </Button>
          )}
          <Button look={open.length === 0 ? 'main' : 'plain'} onPress={onClose}>
            {adminSays('close')}
          </Button>
        </>
      }
    >
      <Bar label={title} done={Math.round(whole * 100)} total={100} text={requests.length > 1 ? doneText : percent(whole)} />
      <p class={said === '' && requests.length === 1 ? 'is-sr' : 'is-muted'} role="status">
        {said || (requests.length > 1 ? doneText : quarterText(whole))}
      </p>
      {state === 'failed' && <NotLoaded onAgain={again} />}
      {doing.failed && <p role="alert">{adminSays('did not work')}</p>}
      {requests.map((request) => (
        <Timeline
          key={request.id}
          request={request}
          rep={reps.find(({ userId }) => userId === request.repId) ?? null}
          named={requests.length > 1}
          now={now}
        />
      ))}
    </Dialog>
  );
}

/** Told aloud at quarters only. */
const quarterText = (share: number): string => percent(Math.floor(share * 4) / 4);

interface TimelineProps {
  readonly request: Request;
  readonly rep: RepRow | null;
  readonly named: boolean;
  readonly now: Instant;
}

function Timeline({ request, rep, named, now }: TimelineProps) {
  const held = rep !== null && isStandstill(rep.state);
  const started = request.state !== 'requested' && request.state !== 'cancelled';
  const line = (kind: StatusKind, pieces: readonly Piece[], time = '') => (
    <li>
      <span class={`is-tone is-t-${toneOf(kind)}`}>
        <StatusIcon kind={kind} />
      </span>
      <span>
        <Say pieces={pieces} />
      </span>
      <span class="is-muted">{time}</span>
    </li>
  );
  return (
    <section>
      {named && rep && (
        <h3 class="is-h3">
          <Name>{rep.name}</Name>
        </h3>
      )}
      <ol class="is-timeline">
        {line('in step', adminSays.pieces('requested', { by: request.by }), moment(request.at, now))}
        {request.state === 'cancelled' && line('kept out', adminSays.pieces('request cancelled'))}
        {request.state === 'requested' && line('not set up', adminSays.pieces(held ? 'not picked up so far' : 'not picked up'))}
        {request.state === 'requested' &&
          rep &&
          isStandstill(rep.state) &&
          line(stateKind[rep.state], adminSays.pieces(`pre ${rep.state}`, { n: 1, who: rep.name }))}
        {started && line('in step', adminSays.pieces('picked up', { device: request.pickedUpBy }))}
        {(request.state === 'running' || request.state === 'picked up') &&
          line('waiting', adminSays.pieces('in progress', { share: percent(shareOf(request)) }))}
        {request.state === 'done' && line(requestKind.done, adminSays.pieces('done'))}
        {request.state === 'failed' && line('failed', adminSays.pieces('request failed'))}
      </ol>
      {over(request.state) && request.outcome !== '' && <p class="is-muted">{outcomeText(request)}</p>}
    </section>
  );
}
