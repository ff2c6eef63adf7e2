/** The admin pane in all its states. */
import type { JSX } from 'preact';
import { AdminPane, type AdminTab } from '../../../shared/ui/admin/AdminPane';
import { ConfigurationPage } from '../../../shared/ui/admin/config/ConfigurationPage';
import { ImportFromLightningSync } from '../../../shared/ui/admin/ImportFromLightningSync';
import { LiveView } from '../../../shared/ui/admin/reset/LiveView';
import { ResetDialog } from '../../../shared/ui/admin/reset/ResetDialog';
import { configurations, fakeAdmin, reps, requests, sales } from './fakeAdmin';
import { now } from './world';

const shell = { download: () => undefined, copy: async () => undefined, orgUrl: 'https://brightwater.my.salesforce.example' };
const pane = (tab: AdminTab, script = {}, repId = '') => <AdminPane admin={fakeAdmin(script)} shell={shell} tab={tab} repId={repId} />;
const rows = (...ids: readonly string[]) => reps.filter(({ userId }) => ids.includes(userId));
const nothing = () => undefined;
const admin = (content: JSX.Element) => (
  <div class="is-root is-admin">
    <div class="is-admin-body">{content}</div>
  </div>
);

const configuration = (draft = sales, saved: (typeof configurations)[number] | null = configurations[0] ?? null) =>
  admin(
    <ConfigurationPage
      admin={fakeAdmin()}
      draft={draft}
      saved={saved}
      onBack={nothing}
      onSaved={nothing}
      onClone={nothing}
      onChanged={nothing}
    />,
  );

export const adminScreens: Record<string, () => JSX.Element> = {
  'admin reps': () => pane('reps'),
  'admin reps loading': () => pane('reps', { never: true }),
  'admin reps failed': () => pane('reps', { fails: true }),
  'admin reps empty': () => pane('reps', { none: true }),
  'admin no right': () => pane('reps', { noRight: true }),
  'admin rep': () => pane('reps', {}, 'u1'),
  'admin issues': () => pane('issues'),
  'admin issues empty': () => pane('issues', { none: true }),
  'admin pictures': () => pane('pictures'),
  'admin configurations': () => pane('configurations'),
  'admin configuration': () => configuration(),
  'admin configuration refused': () =>
    configuration({ ...sales, contacts: { ...sales.contacts, direction: 'off' }, events: { ...sales.events, direction: 'off' } }),
  'admin configuration contradiction': () =>
    configuration({
      ...sales,
      contacts: {
        ...sales.contacts,
        conditions: [
          { field: 'Status__c', operator: 'equals', values: ['A'] },
          { field: 'Status__c', operator: 'equals', values: ['B'] },
        ],
      },
    }),
  'admin import': () => admin(<ImportFromLightningSync onBack={nothing} onTake={nothing} />),
  'admin requests': () => pane('requests'),
  'admin requests empty': () => pane('requests', { none: true }),
  reset: () => admin(<ResetDialog admin={fakeAdmin()} reps={rows('u1')} onClose={nothing} />),
  'reset several': () => admin(<ResetDialog admin={fakeAdmin()} reps={rows('u1', 'u2', 'u4', 'u6')} onClose={nothing} />),
  'reset live': () =>
    admin(
      <LiveView
        admin={fakeAdmin({ sent: { state: 'running', progress: 67, pickedUpBy: 'NF-LAPTOP, Chrome' } })}
        sent={requests.slice(1, 2).map((one) => ({ ...one, id: 'q-u1' }))}
        reps={rows('u1')}
        now={now}
        onClose={nothing}
      />,
    ),
};
