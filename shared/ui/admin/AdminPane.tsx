/** The admin pane (SUR6): Reps, Issues, Pictures, Configurations, Requests; shown to admins only, asked of Salesforce (RST1). */
import { useState } from 'preact/hooks';
import type { Admin, RepRow } from '../../device/admin';
import { Logo } from '../icons/Icon';
import { Boundary } from '../parts/Boundary';
import { later } from '../parts/Later';
import { Name } from '../parts/Say';
import { Loading, NotLoaded } from '../parts/states';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import type { AdminShell } from './Issues';
import { Reps } from './Reps';

/** What is not on the first screen comes when it is opened (extension pages stay under their budget). */
const Configurations = later(async () => (await import('./Configurations')).Configurations);
const Issues = later(async () => (await import('./Issues')).Issues);
const Pictures = later(async () => (await import('./Pictures')).Pictures);
const RepPage = later(async () => (await import('./RepPage')).RepPage);
const Requests = later(async () => (await import('./Requests')).Requests);
const ResetDialog = later(async () => (await import('./reset/ResetDialog')).ResetDialog);

export type AdminTab = 'reps' | 'issues' | 'pictures' | 'configurations' | 'requests';

export interface AdminPaneProps {
  readonly admin: Admin;
  readonly shell: AdminShell;
  readonly tab?: AdminTab;
  /** Opens this rep's page first. */
  readonly repId?: string;
}

const tabs: readonly AdminTab[] = ['reps', 'issues', 'pictures', 'configurations', 'requests'];

export function AdminPane({ admin, shell, tab: firstTab = 'reps', repId: firstRep = '' }: AdminPaneProps) {
  const me = useAnswer(() => admin.me(), 'me');
  const [tab, setTab] = useState<AdminTab>(firstTab);
  const [repId, setRepId] = useState(firstRep);
  /** Whose page was just left: the focus goes back to that row. */
  const [left, setLeft] = useState('');
  const [resetting, setResetting] = useState<readonly RepRow[] | null>(null);
  const toRep = (userId: string) => {
    setTab('reps');
    setRepId(userId);
  };
  const back = () => {
    setLeft(repId);
    setRepId('');
  };
  const toTab = (to: AdminTab) => {
    setLeft('');
    setRepId('');
    setTab(to);
  };
  if (me.value === null) {
    return (
      <div class="is-root is-admin">
        <div class="is-admin-body">
          {me.state === 'failed' ? <NotLoaded onAgain={me.again} /> : me.state === 'loading' ? <Loading lines={6} /> : <NoRight />}
        </div>
      </div>
    );
  }
  return (
    <div class="is-root is-admin">
      <header class="is-admin-head">
        <Logo />
        <b class="is-popup-name">{adminSays('instep')}</b>
        <nav aria-label={adminSays('sections')}>
          <ul>
            {tabs.map((name) => (
              <li key={name}>
                <button type="button" class="is-tab" aria-current={name === tab ? 'page' : undefined} onClick={() => toTab(name)}>
                  {adminSays(name)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <span class="is-muted is-admin-who">
          <Name>{adminSays('admin of', { name: me.value.name })}</Name>
        </span>
      </header>
      <div class="is-admin-body">
        <Boundary key={`${tab} ${repId}`}>
          {tab === 'reps' && repId === '' && <Reps admin={admin} shell={shell} onRep={toRep} onReset={setResetting} focusOn={left} />}
          {tab === 'reps' && repId !== '' && <RepPage admin={admin} userId={repId} onBack={back} onReset={setResetting} />}
          {tab === 'issues' && <Issues admin={admin} shell={shell} onRep={toRep} />}
          {tab === 'pictures' && <Pictures admin={admin} />}
          {tab === 'configurations' && <Configurations admin={admin} />}
          {tab === 'requests' && <Requests admin={admin} onRep={toRep} />}
        </Boundary>
      </div>
      {resetting && <ResetDialog admin={admin} reps={resetting} onClose={() => setResetting(null)} />}
    </div>
  );
}

/** No greyed-out copy of the screen: who sees it, and who can change that. */
const NoRight = () => (
  <section class="is-section">
    <h1 class="is-h1">{adminSays('instep')}</h1>
    <p>{adminSays('no right')}</p>
    <p class="is-muted">{adminSays('no right hint')}</p>
  </section>
);
