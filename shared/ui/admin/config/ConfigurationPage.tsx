/** One configuration: form at the left, whom it affects at the right; saved as a whole, refused in words (CFG5). */
import { useState } from 'preact/hooks';
import { normalise, syncsNothing } from '../../../core/configuration';
import type { Configuration } from '../../../core/model';
import type { Admin } from '../../../device/admin';
import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { Name, Say } from '../../parts/Say';
import { Note } from '../../parts/states';
import { useDoing } from '../../parts/useDoing';
import { StatusWord } from '../../StatusBadge';
import { adminSays } from '../../texts/admin';
import type { Assigned } from '../Configurations';
import { Assign } from './Assign';
import { MapSection } from './MapSection';
import { ConflictsSection, ContactsSection, EventsSection, GeneralSection } from './sections';

interface Props {
  readonly admin: Admin;
  readonly draft: Configuration;
  /** As the control plane holds it; null for one that was never saved. */
  readonly saved: Assigned | null;
  readonly onBack: () => void;
  readonly onSaved: (configuration: Configuration) => void;
  readonly onClone: (of: Configuration) => void;
  readonly onChanged: () => void;
}

const same = (a: Configuration, b: Configuration): boolean => JSON.stringify(normalise(a)) === JSON.stringify(normalise(b));
const bare = ({ assignments: _, ...configuration }: Assigned): Configuration => configuration;

export function ConfigurationPage({ admin, draft, saved, onBack, onSaved, onClone, onChanged }: Props) {
  const doing = useDoing();
  const [value, setValue] = useState<Configuration>(draft);
  const [pressed, setPressed] = useState(false);
  const [said, setSaid] = useState('');
  const [deleting, setDeleting] = useState(false);
  const refusal = syncsNothing(value);
  const nameless = value.name.trim() === '';
  const untouched = saved !== null && same(value, bare(saved));
  const change = (next: Configuration) => {
    setSaid('');
    setValue(next);
  };
  const save = () => {
    setPressed(true);
    if (refusal || nameless) return;
    void doing.run(async () => {
      const tidy = normalise(value);
      const { id } = await admin.saveConfiguration(tidy);
      setPressed(false);
      setValue({ ...tidy, id });
      setSaid(adminSays('saved'));
      onSaved({ ...tidy, id });
    });
  };
  const form = { value, onChange: change, refusal };
  return (
    <section class="is-section">
      <p class="is-small">
        <Button look="link" onPress={onBack}>
          {adminSays('configurations')}
        </Button>
        {' / '}
        <Name>{value.name === '' ? adminSays('new configuration') : value.name}</Name>
      </p>
      <div class="is-row">
        <h1 class="is-h1">
          <Name>{value.name === '' ? adminSays('new configuration') : value.name}</Name>
        </h1>
        {value.active ? (
          <StatusWord kind="in step" text={adminSays('active')} />
        ) : (
          <StatusWord kind="not set up" text={adminSays('inactive')} />
        )}
        <span class="is-grow" role="status">
          {said}
        </span>
        {doing.failed && <span role="alert">{adminSays('did not work')}</span>}
        {saved && <Button onPress={() => onClone(value)}>{adminSays('clone')}</Button>}
        {saved && <Button onPress={() => setDeleting(true)}>{adminSays('delete')}</Button>}
        <Button onPress={() => (saved ? change(bare(saved)) : onBack())}>{adminSays('discard')}</Button>
        <Button look="main" busy={doing.busy} cannot={untouched ? adminSays('nothing to save') : ''} onPress={save}>
          {adminSays('save')}
        </Button>
      </div>
      {pressed && (refusal || nameless) && (
        <Note kind="failed" alert>
          {nameless && <p>{adminSays('name missing')}</p>}
          {refusal && (
            <p>
              <Say pieces={adminSays.pieces(`refuse ${refusal.because}`)} />
            </p>
          )}
        </Note>
      )}
      <div class="is-config">
        <div class="is-panel is-config-form">
          <GeneralSection {...form} nameless={pressed && nameless} />
          <ContactsSection {...form} />
          <EventsSection {...form} />
          <ConflictsSection {...form} />
          <MapSection {...form} />
        </div>
        <aside class="is-col-wide">
          <Assign admin={admin} saved={saved} minutes={value.cycleMinutes} onChanged={onChanged} />
        </aside>
      </div>
      {deleting && saved && (
        <DeleteDialog
          saved={saved}
          onCancel={() => setDeleting(false)}
          onDelete={() => {
            setDeleting(false);
            void doing.run(() => admin.deleteConfiguration(saved.id)).then((gone) => gone && onBack());
          }}
        />
      )}
    </section>
  );
}

const DeleteDialog = ({ saved, onCancel, onDelete }: { saved: Assigned; onCancel: () => void; onDelete: () => void }) => (
  <Dialog
    title={adminSays('delete?', { name: saved.name })}
    onCancel={onCancel}
    foot={
      <>
        <span class="is-grow" />
        <Button onPress={onCancel}>{adminSays('cancel')}</Button>
        <Button look="bad" onPress={onDelete}>
          {adminSays('delete name', { name: saved.name })}
        </Button>
      </>
    }
  >
    <p>{adminSays('delete text', { n: saved.assignments.length })}</p>
  </Dialog>
);
