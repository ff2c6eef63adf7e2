/** The left column of the demo page: screens, people, happenings, time, stand-ins. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/parts/Button';
import { Segments } from '../../shared/ui/parts/choices';
import { useDoing } from '../../shared/ui/parts/useDoing';
import { useOverview } from '../../shared/ui/rep/connected';
import { demoSays } from '../../shared/ui/texts/demo';
import { stamp } from '../../shared/ui/texts/times';
import { useNow } from '../../shared/ui/timing';
import { accidents, type Happening, happenings } from './happen/happenings';
import { type Actor, actingRep, type ScreenName, screenNames } from './screens/names';
import { control } from './world/standIns';
import { type DemoWorld, resetCompany } from './world/world';

export function Screens({
  screen,
  onScreen,
  needs,
}: {
  screen: ScreenName;
  onScreen: (screen: ScreenName) => void;
  needs: Readonly<Partial<Record<ScreenName, number>>>;
}) {
  return (
    <nav aria-label={demoSays('screens')}>
      <h2 class="d-h">{demoSays('screens')}</h2>
      <ul>
        {screenNames.map((name) => (
          <li key={name}>
            <button type="button" class="d-screen" aria-current={name === screen ? 'page' : undefined} onClick={() => onScreen(name)}>
              <span class="is-grow">{demoSays(`screen ${name}`)}</span>
              {(needs[name] ?? 0) > 0 && (
                <span class="is-pill is-t-ask" title={demoSays('needs somebody', { n: needs[name] ?? 0 })}>
                  {needs[name]}
                  <span class="is-sr"> {demoSays('needs somebody', { n: needs[name] ?? 0 })}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function ActAs({ world, actor, onActor }: { world: DemoWorld; actor: Actor; onActor: (actor: Actor) => void }) {
  const { google, microsoft, admin } = world;
  const names = { google: google.firstName, microsoft: microsoft.firstName, admin: admin.account.name.split(' ')[0] ?? '' };
  return (
    <section>
      <h2 class="d-h">{demoSays('act as')}</h2>
      <Segments
        legend={demoSays('act as')}
        value={actor}
        onChange={onActor}
        choices={(['google', 'microsoft', 'admin'] as const).map((value) => ({ value, label: names[value] }))}
      />
      <p class="is-hint">{demoSays('act as hint', names)}</p>
    </section>
  );
}

export function Happen({ world, actor }: { world: DemoWorld; actor: Actor }) {
  const home = actingRep(world, actor);
  const { value } = useOverview(home.device);
  const doing = useDoing();
  const cannot = actor === 'admin' ? demoSays('act as rep first') : value?.firstSync === 'done' ? '' : demoSays('first sync first');
  const run = (happening: Happening) =>
    void doing.run(async () => {
      try {
        await happening.run(world, home);
      } catch (error) {
        world.diary.write(demoSays('log trouble', { name: home.firstName, why: error instanceof Error ? error.message : '' }));
      }
      home.wake();
    });
  const button = (happening: Happening) => (
    <Button key={happening.key} small busy={doing.busy} cannot={happening.needsPairs ? cannot : ''} onPress={() => run(happening)}>
      {demoSays(`happen ${happening.key}`)}
    </Button>
  );
  return (
    <>
      <section>
        <h2 class="d-h">{demoSays('happen')}</h2>
        <p class="is-hint">{cannot === '' ? demoSays('happen to', { name: home.account.name }) : cannot}</p>
        {(['mailbox', 'salesforce'] as const).map((side) => (
          <fieldset key={side}>
            <legend class="is-hint">{demoSays(`in ${side}`)}</legend>
            <div class="d-buttons">{happenings.filter((one) => one.side === side).map(button)}</div>
          </fieldset>
        ))}
      </section>
      <section>
        <h2 class="d-h">{demoSays('break')}</h2>
        <div class="d-buttons">
          {accidents.map(button)}
          <Button small icon="sync" onPress={() => home.wake()}>
            {demoSays('sync now')}
          </Button>
        </div>
      </section>
    </>
  );
}

const hour = 3_600_000;

export function Time({ world, onMoved }: { world: DemoWorld; onMoved: () => void }) {
  const now = useNow(5000);
  const move = (ms: number) =>
    void world.time.advance(ms).then(() => {
      world.diary.write(demoSays('log clock', { time: stamp(world.time.now()) }));
      onMoved();
    });
  return (
    <section>
      <h2 class="d-h">{demoSays('time')}</h2>
      <p class="is-num is-lab">{stamp(Math.max(now, world.time.now()))}</p>
      <div class="d-buttons">
        <Button small onPress={() => move(hour)}>
          {demoSays('hour')}
        </Button>
        <Button small onPress={() => move(24 * hour)}>
          {demoSays('day')}
        </Button>
        <Button small onPress={() => move(9 * 24 * hour)}>
          {demoSays('nine days')}
        </Button>
      </div>
    </section>
  );
}

const vendors = { salesforce: 'Salesforce', graph: 'Microsoft Graph', google: 'Google' } as const;

/** Requests of each stand-in, from its own log: what Instep asks and what the pages beside it ask. */
function useAsked(): Readonly<Record<string, number>> {
  const [asked, setAsked] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    let since = 0;
    let counts: Record<string, number> = {};
    const look = async () => {
      const { next, log } = await control.log(since).catch(() => ({ next: since, log: [] }));
      if (next < since) counts = {};
      since = next;
      for (const { vendor } of log) counts[vendor] = (counts[vendor] ?? 0) + 1;
      setAsked({ ...counts });
    };
    void look();
    const timer = setInterval(() => void look(), 2000);
    return () => clearInterval(timer);
  }, []);
  return asked;
}

export function StandIns({ world }: { world: DemoWorld }) {
  const asked = useAsked();
  const [sure, setSure] = useState(false);
  return (
    <section>
      <h2 class="d-h">{demoSays('stand-ins')}</h2>
      <dl class="d-vendors">
        {Object.entries(vendors).map(([vendor, name]) => (
          <div key={vendor}>
            <dt>
              <a
                href={vendor === 'graph' ? world.told.urls.graph : world.told.urls[vendor as 'salesforce' | 'google']}
                target="_blank"
                rel="noopener noreferrer"
              >
                {name}
              </a>
            </dt>
            <dd class="is-muted is-num">{demoSays('asked n', { n: asked[vendor] ?? 0 })}</dd>
          </div>
        ))}
      </dl>
      {!sure && (
        <Button small icon="undo" onPress={() => setSure(true)}>
          {demoSays('reset company')}
        </Button>
      )}
      {sure && (
        <div role="alert">
          <p>{demoSays('reset sure')}</p>
          <div class="d-buttons">
            <Button small look="bad" onPress={() => void resetCompany(world)}>
              {demoSays('reset yes')}
            </Button>
            <Button small onPress={() => setSure(false)}>
              {demoSays('reset no')}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

/** A log's time is the same in every language: 14:05:06. */
const logTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

export function Log({ world }: { world: DemoWorld }) {
  const [, redraw] = useState(0);
  useEffect(() => world.diary.onChange(() => redraw((times) => times + 1)), [world]);
  return (
    // Scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus (WCAG 2.1.1)
    <section class="d-log" aria-label={demoSays('log')} role="log" tabIndex={0}>
      <ol>
        {[...world.diary.lines].reverse().map(({ id, at, text }) => (
          <li key={id}>
            <span class="is-muted is-num">{logTime.format(at)}</span> {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
