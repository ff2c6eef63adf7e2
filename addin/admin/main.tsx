/** The admin pane as a page of its own (SUR6): asks Salesforce alone, with the admin's own rights (RST1). */
import '../../shared/ui/page.css';
import '../../shared/ui/css/admin.css';
import './admin.css';
import { render } from 'preact';
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createHttp } from '../../shared/adapters/http';
import { createForAdmin } from '../../shared/adapters/salesforce/forAdmin';
import { AdminPane } from '../../shared/ui/admin/AdminPane';
import { Button } from '../../shared/ui/parts/Button';
import { Note } from '../../shared/ui/parts/states';
import { addinSays } from '../../shared/ui/texts/addin';
import { ready, speak } from '../../shared/ui/texts/catalogue';
import { TimingContext } from '../../shared/ui/timing';
import { loadSettings, type Settings } from '../settings';
import { leaveForSignIn, takeReturn } from '../signin/adminReturn';
import { ask, redeem } from '../signin/codeFlow';
import { SignIn } from '../signin/signIn';
import { realTiming } from '../taskpane/personal';
import { shellOf } from './shell';

const app = document.getElementById('app') as HTMLElement;
const draw = (content: preact.ComponentChild): void =>
  render(<TimingContext.Provider value={realTiming}>{content}</TimingContext.Provider>, app);

async function start(): Promise<void> {
  await speak(navigator.languages);
  await ready();
  const settings = await loadSettings();
  const signIn = new SignIn(settings, realClock, { user: '', nested: false });
  const refused = await finishSignIn(settings, signIn);
  const instanceUrl = await signIn.instance();
  if (instanceUrl === '' || !(await alive(signIn))) return draw(<Welcome refused={refused} />);
  const http = createHttp({
    fetch: (input, init) => fetch(input, init),
    clock: realClock,
    random: realRandom,
    log: () => undefined,
    origins: settings.origins,
    tokens: signIn.tokens,
  });
  const admin = createForAdmin({ http, random: realRandom, instanceUrl });
  draw(<AdminPane admin={admin} shell={shellOf(instanceUrl)} />);
}

/** The sign-in may have run out while nobody looked. */
const alive = (signIn: SignIn): Promise<boolean> =>
  signIn.tokens('salesforce', { fresh: false }).then(
    () => true,
    () => false,
  );

async function finishSignIn(settings: Settings, signIn: SignIn): Promise<boolean> {
  const back = takeReturn();
  if (!back) return false;
  try {
    await signIn.vault.put(await redeem(settings, back.asked, back.query, realClock.now()));
    return false;
  } catch {
    return true;
  }
}

function Welcome({ refused }: { refused: boolean }) {
  const go = async (): Promise<void> => {
    leaveForSignIn(await ask('salesforce', ''));
  };
  return (
    <main class="is-root is-pad addin-welcome">
      <h1 class="is-h1">Instep</h1>
      <p>{addinSays('sign in admin')}</p>
      {refused && (
        <Note kind="failed" alert>
          {addinSays('sign-in failed')}
        </Note>
      )}
      <p>
        <Button look="main" onPress={() => void go()}>
          {addinSays('sign in salesforce')}
        </Button>
      </p>
    </main>
  );
}

start().catch(() =>
  draw(
    <main class="is-root is-pad">
      <p role="alert">{addinSays('settings missing')}</p>
    </main>,
  ),
);
