/** The task pane (SUR5): waits for Outlook, puts the real parts together, and shows what is selected. */
import '../../shared/ui/page.css';
import './pane.css';
import { render } from 'preact';
import { ready, speak } from '../../shared/ui/texts/catalogue';
import { TimingContext } from '../../shared/ui/timing';
import { keepTab } from '../office/keys';
import { officeReady } from '../office/ready';
import { followTheme } from '../office/theme';
import { loadSettings, type Settings } from '../settings';
import { App } from './App';
import { personal, realTiming } from './personal';
import { Presence } from './presence';
import { Sorry } from './Sorry';

const app = document.getElementById('app') as HTMLElement;
const again = (): void => location.reload();

function draw(content: preact.ComponentChild): void {
  // What stood there while the script was on its way.
  if (app.className !== '') app.replaceChildren();
  app.className = '';
  render(<TimingContext.Provider value={realTiming}>{content}</TimingContext.Provider>, app);
}

/** The engine is larger than what is seen: it is on its way while Outlook makes up its mind. */
const engine = import('./engine');

async function start(): Promise<void> {
  keepTab();
  await speak(navigator.languages);
  const weather = await officeReady();
  if (weather !== 'fine') return draw(<Sorry weather={weather} onAgain={again} />);
  const tag = Office.context.displayLanguage;
  await speak(tag ? [tag] : navigator.languages);
  await ready();
  document.documentElement.lang = tag?.slice(0, 2) === 'de' ? 'de' : 'en';
  const theme = followTheme(() => personal.value.theme);
  personal.subscribe(theme);
  const settings = await loadSettings().catch(() => null);
  if (!settings) return draw(<Sorry weather="settings missing" onAgain={again} />);
  await run(settings);
}

async function run(settings: Settings): Promise<void> {
  const { runEngine } = await engine;
  const presence = new Presence();
  const connected = runEngine(settings, presence);
  draw(<App connected={connected} presence={presence} />);
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : 'unknown';
  draw(<Sorry weather="broken" why={why} onAgain={again} />);
});
