/** Configurations (ADM4): the list, and the way to new, cloned and imported ones. */
import { useState } from 'preact/hooks';
import { defaults } from '../../core/configuration';
import type { Configuration } from '../../core/model';
import type { Admin } from '../../device/admin';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { ScrollTable } from '../parts/ScrollTable';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { StatusWord } from '../StatusBadge';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { list } from '../texts/times';
import { ConfigurationPage } from './config/ConfigurationPage';
import { ImportFromLightningSync } from './ImportFromLightningSync';

type Shown =
  | { readonly at: 'list' }
  | { readonly at: 'import' }
  | { readonly at: 'form'; readonly id: string; readonly draft: Configuration };
export type Assigned = Awaited<ReturnType<Admin['configurations']>>[number];

export function Configurations({ admin }: { admin: Admin }) {
  const { value, state, again } = useAnswer(() => admin.configurations(), 'configurations');
  const [shown, setShown] = useState<Shown>({ at: 'list' });
  const back = () => {
    again();
    setShown({ at: 'list' });
  };
  if (shown.at === 'import') return <ImportFromLightningSync onBack={back} onTake={(draft) => setShown({ at: 'form', id: '', draft })} />;
  if (shown.at === 'form') {
    return (
      <ConfigurationPage
        key={`${shown.id} ${shown.draft.name}`}
        admin={admin}
        draft={shown.draft}
        saved={(value ?? []).find(({ id }) => id !== '' && id === shown.id) ?? null}
        onBack={back}
        onSaved={(saved) => {
          again();
          setShown({ at: 'form', id: saved.id, draft: saved });
        }}
        onClone={(of) =>
          setShown({ at: 'form', id: '', draft: { ...of, id: '', active: false, name: adminSays('clone of', { name: of.name }) } })
        }
        onChanged={again}
      />
    );
  }
  return (
    <section class="is-section">
      <div class="is-row">
        <h1 class="is-h1 is-grow">{adminSays('configurations')}</h1>
        <Button onPress={() => setShown({ at: 'import' })}>{adminSays('ls link')}</Button>
        <Button look="main" icon="plus" onPress={() => setShown({ at: 'form', id: '', draft: defaults })}>
          {adminSays('new configuration')}
        </Button>
      </div>
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={6} />)}
      {value?.length === 0 && <Empty>{adminSays('no configurations')}</Empty>}
      {value && value.length > 0 && (
        <ConfigurationsTable configurations={value} onOpen={(one) => setShown({ at: 'form', id: one.id, draft: one })} />
      )}
      <p class="is-muted">{adminSays('precedence')}</p>
    </section>
  );
}

const ConfigurationsTable = ({ configurations, onOpen }: { configurations: readonly Assigned[]; onOpen: (one: Assigned) => void }) => (
  <ScrollTable label={adminSays('configurations')} class="is-panel is-table-panel">
    <table class="is-table">
      <thead>
        <tr>
          {(['name', 'state', 'contacts', 'events', 'assigned section'] as const).map((name) => (
            <th scope="col" key={name}>
              {adminSays(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {configurations.map((one) => (
          <tr key={one.id}>
            <td>
              <Button look="link" onPress={() => onOpen(one)}>
                <b>
                  <Name>{one.name}</Name>
                </b>
              </Button>
            </td>
            <td>
              {one.active ? (
                <StatusWord kind="in step" text={adminSays('active')} />
              ) : (
                <StatusWord kind="not set up" text={adminSays('inactive')} />
              )}
            </td>
            <td>{adminSays(`dir ${one.contacts.direction}`)}</td>
            <td>{adminSays(`dir ${one.events.direction}`)}</td>
            <td class="is-muted">
              {one.assignments.length === 0 ? (
                adminSays('nobody assigned')
              ) : (
                <Name>{list(one.assignments.slice(0, 5).map(({ to }) => to.name))}</Name>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollTable>
);
