/** The task pane (SUR5): waits for Outlook, puts the real parts together, and shows what is selected. */
import '../../shared/ui/page.css';
import './pane.css';
import { render } from 'preact';
import { ready, speak } from '../../shared/ui/texts/catalogue';
import { TimingContext } from '../../shared/ui/timing';
import { officeReady } from '../office/ready';
import { followTheme } from '../office/theme';
import { loadSettings } from '../settings';
import { answerCommands } from './answerCommands';
import { App } from './App';
import { Marking } from './marking';
import { personal, realTiming } from './personal';
import { Presence } from './presence';
import { Sorry } from './Sorry';
import { connect, type Connected } from './connect';
import { assignmentRemoved } from './removed';

const app = document.getElementById('app') as HTMLElement;
const again = (): void => location.reload();

function draw(content: preact.ComponentChild): void {
  // What stood there while the script was on its way.
  if (app.className !== '') app.replaceChildren();
  app.className = '';
  render(<TimingContext.Provider value={realTiming}>{content}</TimingContext.Provider>, app);
}

async function start(): Promise<void> {
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
  run(settings);
}

function run(settings: Awaited<ReturnType<typeof loadSettings>>): void {
  const { mailbox, requirements, platform } = Office.context;
  const outlook = {
    user: mailbox.userProfile.emailAddress.toLowerCase(),
    nested: requirements.isSetSupported('NestedAppAuth', '1.1'),
    platform: String(platform ?? ''),
  };
  const presence = new Presence();
  const connected: Connected = connect(settings, outlook, {
    watched: () => document.visibilityState === 'visible' && presence.selection.value.kind === 'appointment',
    ran: async (all) => {
      await assignmentRemoved(all);
      await marking.afterRun();
    },
  });
  const marking = new Marking(connected);
  presence.follow(connected);
  draw(<App connected={connected} presence={presence} />);
  answerCommands(connected);
  window.addEventListener('online', () => void connected.engine.wake());
  connected.engine.start();
}

start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : 'unknown';
  draw(<Sorry weather="broken" why={why} onAgain={again} />);
});

