/**
 * Reset, step by step (RST3, RST4): check first → dry run and scope → confirm → live view. Nothing changes before the last
 * button, and every way out before it is Cancel. A normal button, not a red one: nothing is deleted.
 */
import { useState } from 'preact/hooks';
import type { Request, Scope } from '../../../core/model';
import type { Admin, RepRow } from '../../../device/admin';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { useDoing } from '../../parts/useDoing';
import { useAnswer } from '../../store';
import { adminSays } from '../../texts/admin';
import { useNow } from '../../timing';
import { Confirm } from './Confirm';
import { DryRunStep } from './DryRunStep';
import { LiveView } from './LiveView';
import { Preflight } from './Preflight';
import { isScopeReady } from './scope';
import { useDryRuns } from './useDryRuns';

interface Props {
  readonly admin: Admin;
  readonly reps: readonly RepRow[];
  readonly onClose: () => void;
}

type Step = 'check' | 'dry' | 'confirm';
const steps: readonly Step[] = ['check', 'dry', 'confirm'];

/** Names of configurations whose reps manage their own connection: they must reconnect (RST6). */
const reconnecting = (reps: readonly RepRow[], names: readonly string[]): number =>
  reps.filter(({ configuration }) => names.includes(configuration)).length;

export function ResetDialog({ admin, reps, onClose }: Props) {
  const now = useNow();
  const doing = useDoing();
  const [step, setStep] = useState<Step>('check');
  const [scope, setScope] = useState<Scope>({ what: 'all' });
  const [left, setLeft] = useState<readonly string[]>([]);
  const [told, setTold] = useState(false);
  const [note, setNote] = useState('');
  const [sent, setSent] = useState<readonly Request[] | null>(null);
  const managed = useAnswer(
    async () => (await admin.configurations()).filter(({ userManagedConnection }) => userManagedConnection).map(({ name }) => name),
    'managed',
  );
  const [only] = reps;
  const single = reps.length === 1 && only ? only : null;
  // One rep's device is asked at once: its answer says by name what lies there.
  const runs = useDryRuns(admin, reps, scope, single !== null || step !== 'check', setLeft);
  const chosen = reps.filter(({ userId }) => !left.includes(userId));
  const title = single ? adminSays('reset name', { name: single.name }) : adminSays('reset n', { n: reps.length });
  const send = () =>
    void doing.run(async () => {
      setSent(
        await admin.reset(
          chosen.map(({ userId }) => userId),
          scope,
          note.trim(),
        ),
      );
    });

  if (sent) return <LiveView admin={admin} sent={sent} reps={chosen} now={now} onClose={onClose} />;
  const reconnects = scope.what === 'contact' ? 0 : reconnecting(chosen, managed.value ?? []);
  const at = steps.indexOf(step);
  const go = (by: 1 | -1) => setStep(steps[at + by] ?? step);
  const cannotConfirm = chosen.length === 0 ? adminSays('choose first') : told ? '' : adminSays('tell first');
  return (
    <Dialog
      title={title}
      step={step}
      onCancel={onClose}
      above={<StepLine step={step} />}
      foot={
        <>
          {at === 0 ? (
            <span class="is-muted is-grow">{adminSays('nothing changed')}</span>
          ) : (
            <Button onPress={() => go(-1)}>{adminSays('back')}</Button>
          )}
          {at > 0 && <span class="is-grow" />}
          {doing.failed && <span role="alert">{adminSays('did not work')}</span>}
          <Button onPress={onClose}>{adminSays('cancel')}</Button>
          {step === 'check' && (
            <Button look="main" onPress={() => go(1)}>
              {adminSays('dry run')}
            </Button>
          )}
          {step === 'dry' && (
            <Button
              look="main"
              cannot={isScopeReady(scope) ? (chosen.length === 0 ? adminSays('choose first') : '') : adminSays('record id missing')}
              onPress={() => go(1)}
            >
              {adminSays('go on')}
            </Button>
          )}
          {step === 'confirm' && (
            <Button look="main" busy={doing.busy} cannot={cannotConfirm} onPress={send}>
              {single ? title : adminSays('reset n', { n: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      {step === 'check' && <Preflight reps={reps} reconnects={reconnecting(reps, managed.value ?? [])} runs={runs} now={now} />}
      {step === 'dry' && <DryRunStep reps={reps} scope={scope} onScope={setScope} runs={runs} left={left} onLeft={setLeft} now={now} />}
      {step === 'confirm' && (
        <Confirm
          reps={chosen}
          scope={scope}
          runs={runs}
          reconnects={reconnects}
          told={told}
          onTold={setTold}
          note={note}
          onNote={setNote}
        />
      )}
    </Dialog>
  );
}

const StepLine = ({ step }: { step: Step }) => (
  <ol class="is-steps-line" aria-label={adminSays('steps')}>
    {steps.map((one) => (
      <li key={one} aria-current={one === step ? 'step' : undefined}>
        {adminSays(`step ${one}`)}
      </li>
    ))}
  </ol>
);
