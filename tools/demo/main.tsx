/** The page that `npm start` shows. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../../shared/ui/page.css';
import '../../shared/ui/css/admin.css';
import './demo.css';
import { Button } from '../../shared/ui/parts/Button';
import { Loading } from '../../shared/ui/parts/states';
import { locale, ready, speak } from '../../shared/ui/texts/catalogue';
import { demoSays } from '../../shared/ui/texts/demo';
import { TimingContext } from '../../shared/ui/timing';
import { languages } from './languages';
import { Page } from './Page';
import { type DemoWorld, openWorld } from './world/world';

function Demo() {
  const [world, setWorld] = useState<DemoWorld | 'opening' | 'failed'>('opening');
  const open = () => {
    setWorld('opening');
    openWorld().then(setWorld, () => setWorld('failed'));
  };
  useEffect(open, []);
  if (world === 'opening')
    return (
      <main class="is-root d-opening">
        <h1 class="is-h2">{demoSays('page name')}</h1>
        <p>{demoSays('loading')}</p>
        <Loading />
      </main>
    );
  if (world === 'failed')
    return (
      <main class="is-root d-opening">
        <h1 class="is-h2">{demoSays('page name')}</h1>
        <p role="alert">{demoSays('not opened')}</p>
        <Button look="main" onPress={open}>
          {demoSays('again')}
        </Button>
      </main>
    );
  return (
    <TimingContext.Provider value={world.time.timing}>
      <Page world={world} />
    </TimingContext.Provider>
  );
}

const root = document.documentElement;
root.dataset.look = 'own';
root.dir = new URLSearchParams(location.search).get('dir') === 'rtl' ? 'rtl' : 'ltr';
await speak(languages());
root.lang = locale().tag;
await ready();
const app = document.getElementById('app');
if (app) render(<Demo />, app);
