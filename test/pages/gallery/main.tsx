/** The gallery: one screen at a time by query parameters: screen, state, theme, look, locale, dir. */
import { render } from 'preact';
import '../../../shared/ui/page.css';
import '../../../shared/ui/css/admin.css';
import './gallery.css';
import { speak, speakPseudo } from '../../../shared/ui/texts/catalogue';
import { pseudo } from '../../../shared/ui/texts/pseudo';
import { type Timing, TimingContext } from '../../../shared/ui/timing';
import { screens } from './screens';
import { now } from './world';

const query = new URLSearchParams(location.search);
const root = document.documentElement;
const look = query.get('look') ?? 'own';
root.dataset.look = look;
const theme = query.get('theme');
if (theme) root.dataset.theme = theme;
root.dir = query.get('dir') ?? 'ltr';
const locale = query.get('locale') ?? 'en-GB';
root.lang = locale === 'pseudo' ? 'en' : locale;

const timing: Timing = {
  now: () => now,
  after: (ms, then) => {
    // The moment never passes; only short waits end, so that searches answer while "10 seconds" stay on screen.
    const timer = ms <= 500 ? setTimeout(then, ms) : 0;
    return () => clearTimeout(timer);
  },
};

async function show() {
  if (locale === 'pseudo') await speakPseudo(pseudo);
  else await speak([locale]);
  const name = query.get('screen') ?? 'index';
  const draw = screens[name];
  const app = document.getElementById('app');
  if (!app) return;
  document.title = `Instep: ${name}`;
  const links = Object.keys(screens).map((screen) => (
    <li key={screen}>
      <a href={`?screen=${encodeURIComponent(screen)}`}>{screen}</a>
    </li>
  ));
  const content = draw ? await draw() : <ul>{links}</ul>;
  render(<TimingContext.Provider value={timing}>{content}</TimingContext.Provider>, app);
  document.body.dataset.ready = 'yes';
}

void show();
