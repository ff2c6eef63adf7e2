/** The demo page: controls at the left, the chosen screen at the right, the tour above it and the log below. */
import { useEffect, useState } from 'preact/hooks';
import { Logo } from '../../shared/ui/icons/Icon';
import { Segments } from '../../shared/ui/parts/choices';
import { useOverview } from '../../shared/ui/rep/connected';
import { demoSays } from '../../shared/ui/texts/demo';
import { ActAs, Happen, Log, Screens, StandIns, Time } from './parts';
import { type Actor, actingRep, actorFor, type ScreenName, screenFor, screenNames } from './screens/names';
import { type Place, whatInstepDid } from './screens/OptionsPage';
import { Stage } from './screens/Stage';
import { Tour } from './tour/Tour';
import type { DemoWorld } from './world/world';

const firstScreen = (): ScreenName => screenNames.find((name) => name === location.hash.slice(1)) ?? 'popup';
const systemTheme = (): 'light' | 'dark' => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export function Page({ world }: { world: DemoWorld }) {
  const [screen, setScreen] = useState(firstScreen);
  const [actor, setActor] = useState<Actor>(() => actorFor(firstScreen(), 'google'));
  const [theme, setTheme] = useState(systemTheme);
  const [record, setRecord] = useState('');
  const [place, setPlace] = useState(whatInstepDid);
  // A visit is a new beginning of the screen, also when it is the one that is shown.
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const show = (next: ScreenName, as?: Actor) => {
    setScreen(next);
    setPlace(whatInstepDid);
    setVisit((times) => times + 1);
    setActor(actorFor(next, as ?? actor));
    history.replaceState(null, '', `#${next}`);
  };
  const act = (next: Actor) => {
    setActor(next);
    const at = screenFor(next, screen);
    setScreen(at);
    history.replaceState(null, '', `#${at}`);
  };
  const showOptions = (at: Place) => {
    show('did');
    setPlace(at);
  };
  const google = useOverview(world.google.device).value?.needsYouCount ?? 0;
  const microsoft = useOverview(world.microsoft.device).value?.needsYouCount ?? 0;
  const who = actor === 'admin' ? world.admin.account.name : actingRep(world, actor).account.name;
  return (
    <div class="is-root d-page">
      <aside class="d-left" aria-label={demoSays('controls')}>
        <div class="is-row">
          <Logo />
          <span>
            <h1 class="is-h3">{demoSays('page name')}</h1>
            <span class="is-small is-muted">{demoSays('page text')}</span>
          </span>
        </div>
        <Screens
          screen={screen}
          onScreen={(next) => show(next)}
          needs={{ popup: actor === 'microsoft' ? microsoft : google, outlook: microsoft }}
        />
        <ActAs world={world} actor={actor} onActor={act} />
        <Happen key={actor} world={world} actor={actor} />
        <Time world={world} onMoved={() => setVisit((times) => times + 1)} />
        <StandIns world={world} />
      </aside>
      <div class="d-right">
        <Tour world={world} screen={screen} onScreen={show} onRecord={setRecord} />
        <header class="d-bar">
          <h2 class="is-h3">{demoSays(`screen ${screen}`)}</h2>
          <span class="is-muted is-grow d-about">
            <bdi>{who}</bdi>. {demoSays(`about ${screen}`)}
          </span>
          <Segments
            legend={demoSays('theme')}
            value={theme}
            onChange={setTheme}
            choices={[
              { value: 'light', label: demoSays('light') },
              { value: 'dark', label: demoSays('dark') },
            ]}
          />
        </header>
        <main class="d-stage" id="stage" key={`${screen} ${visit}`}>
          <Stage
            world={world}
            screen={screen}
            actor={actor}
            theme={theme}
            record={record}
            onRecord={setRecord}
            onScreen={(next) => show(next)}
            place={place}
            onPlace={showOptions}
          />
        </main>
        <Log world={world} />
      </div>
    </div>
  );
}
