/** The guided tour: one step at a time above the screen, each something that the visitor does; can be skipped and ended at any time. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { StatusIcon } from '../../../shared/ui/icons/Icon';
import { Button, IconButton } from '../../../shared/ui/parts/Button';
import { Say } from '../../../shared/ui/parts/Say';
import { demoSays } from '../../../shared/ui/texts/demo';
import { accidents } from '../happen/happenings';
import type { Actor, ScreenName } from '../screens/names';
import type { DemoWorld } from '../world/world';
import { type Reached, type StepNumber, stepCount, steps } from './steps';

interface Props {
  readonly world: DemoWorld;
  readonly screen: ScreenName;
  readonly onScreen: (screen: ScreenName, as?: Actor) => void;
  readonly onRecord: (id: string) => void;
}

const remembered = 'instep demo tour';
/** Looked at that often, and at every change of the rep's device. */
const every = 1000;

type At = StepNumber | 'finish' | 'ended';

function useReached(world: DemoWorld, at: At): Reached {
  const [reached, setReached] = useState<Reached>({ is: 'not yet' });
  useEffect(() => {
    setReached({ is: 'not yet' });
    if (typeof at === 'string') return undefined;
    const since = world.time.now() - 1000;
    let over = false;
    const look = async () => {
      const next = await steps[at].reached(world, since).catch(() => null);
      if (!over && next) setReached((before) => (before.is === 'done' || before.is === next.is ? before : next));
    };
    void look();
    const off = world.google.device.onChange(() => void look());
    const timer = setInterval(() => void look(), every);
    return () => {
      over = true;
      off();
      clearInterval(timer);
    };
  }, [world, at]);
  return reached;
}

export function Tour({ world, onScreen, onRecord }: Props) {
  const [at, setAt] = useState<At>(() => (localStorage.getItem(remembered) === world.told.company ? 'ended' : 1));
  const head = useRef<HTMLHeadingElement>(null);
  const reached = useReached(world, at);
  useEffect(() => {
    if (at === 'ended') localStorage.setItem(remembered, world.told.company);
  }, [at, world]);
  const to = (next: At) => {
    setAt(next);
    onRecord('');
    if (typeof next === 'number') onScreen(steps[next].screen, steps[next].actor);
    requestAnimationFrame(() => head.current?.focus());
  };
  if (at === 'ended')
    return (
      <div class="d-tour d-tour-off">
        <Button small icon="play" onPress={() => to(1)}>
          {demoSays('tour start')}
        </Button>
      </div>
    );
  const next = (): At => (typeof at === 'number' && at < stepCount ? ((at + 1) as StepNumber) : 'finish');
  return (
    <section class="d-tour" aria-label={demoSays('tour')}>
      <div class="is-grow">
        {at === 'finish' ? (
          <h2 class="is-h3" tabIndex={-1} ref={head}>
            {demoSays('tour finish')}
          </h2>
        ) : (
          <StepText at={at} world={world} reached={reached} headRef={head} />
        )}
      </div>
      <div class="is-row">
        {typeof at === 'number' && <StepButtons at={at} world={world} reached={reached} onScreen={onScreen} onRecord={onRecord} />}
        {typeof at === 'number' && (
          <Button look={reached.is === 'done' ? 'main' : 'plain'} onPress={() => to(next())}>
            {demoSays(reached.is === 'done' ? 'tour next' : 'tour skip')}
          </Button>
        )}
        <IconButton icon="close" label={demoSays(at === 'finish' ? 'tour close' : 'tour end')} onPress={() => setAt('ended')} />
      </div>
    </section>
  );
}

interface StepProps {
  readonly at: StepNumber;
  readonly world: DemoWorld;
  readonly reached: Reached;
}

function StepText({ at, world, reached, headRef }: StepProps & { headRef: { current: HTMLHeadingElement | null } }) {
  const names = { name: world.google.account.name, admin: world.admin.account.name };
  const half = `tour ${at} half`;
  const doneText = `tour ${at} done`;
  return (
    <>
      <p class="is-small is-muted">{demoSays('tour step', { n: at, of: stepCount })}</p>
      <h2 class="is-h3" tabIndex={-1} ref={headRef}>
        {demoSays(`tour ${at} title`)}
      </h2>
      <p>
        <Say pieces={demoSays.anyPieces(reached.is === 'half' && demoSays.has(half) ? half : `tour ${at} text`, names)} />
      </p>
      <p role="status" class="is-status is-t-ok">
        {reached.is === 'done' && (
          <>
            <StatusIcon kind="in step" /> {demoSays.has(doneText) ? demoSays.any(doneText, names) : demoSays('tour done')}
          </>
        )}
      </p>
    </>
  );
}

function StepButtons({ at, world, reached, onScreen, onRecord }: StepProps & Pick<Props, 'onScreen' | 'onRecord'>) {
  const { screen, actor } = steps[at];
  const see = (next: ScreenName) => {
    if (reached.is === 'done') onRecord(reached.record ?? '');
    onScreen(next, 'google');
  };
  const expire = accidents.find(({ key }) => key === 'expire');
  if (at === 2 && reached.is === 'done') return <Button onPress={() => see('salesforce')}>{demoSays('tour 2 see')}</Button>;
  if (at === 3 && reached.is === 'done') return <Button onPress={() => see('contacts')}>{demoSays('tour 3 see')}</Button>;
  if (at === 5 && reached.is === 'not yet')
    return <Button onPress={() => void expire?.run(world, world.google).then(() => world.google.wake())}>{demoSays('tour 5 do')}</Button>;
  return <Button onPress={() => onScreen(screen, actor)}>{demoSays('tour show')}</Button>;
}
