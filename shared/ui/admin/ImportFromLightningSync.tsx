/** A Lightning Sync configuration, typed from its setup page in its own words, becomes a draft of ours (ADM4). */
import { useState } from 'preact/hooks';
import { fromLightningSync, type Imported, type ImportRemark, type LightningSyncWords, type Word } from '../../core/lightningSync';
import type { Configuration } from '../../core/model';
import { Button } from '../parts/Button';
import { Check, Select } from '../parts/choices';
import { TextField } from '../parts/fields';
import { Facts, Note } from '../parts/states';
import { adminSays } from '../texts/admin';

interface Props {
  readonly onBack: () => void;
  readonly onTake: (draft: Configuration) => void;
}

/** What the page has typed so far; every setting is there, so that nothing is left to guessing. */
interface Typed {
  readonly name: string;
  readonly active: boolean;
  readonly contactDirection: string;
  readonly eventDirection: string;
  readonly contactFilter: 'All Contacts' | 'Selected Contacts';
  readonly usersRecords: boolean;
  readonly matchingBehavior: string;
  readonly whichEvents: string;
  readonly privateEvents: boolean;
  readonly eventSeries: boolean;
  readonly deleteEvents: boolean;
  readonly relateEvents: boolean;
}

const start: Typed = {
  name: '',
  active: true,
  contactDirection: 'Sync both ways',
  eventDirection: 'Sync both ways',
  contactFilter: 'Selected Contacts',
  usersRecords: true,
  matchingBehavior: 'Most Recent Activity',
  whichEvents: 'All events',
  privateEvents: false,
  eventSeries: true,
  deleteEvents: true,
  relateEvents: true,
};

const wordsOf = (typed: Typed): LightningSyncWords => typed;

export function ImportFromLightningSync({ onBack, onTake }: Props) {
  const [typed, setTyped] = useState(start);
  const [result, setResult] = useState<Imported | null>(null);
  const set = (change: Partial<Typed>) => {
    setResult(null);
    setTyped({ ...typed, ...change });
  };
  const text = (word: 'name' | 'contactDirection' | 'eventDirection' | 'matchingBehavior' | 'whichEvents', hint = '') => (
    <TextField
      label={adminSays(`ls ${word}`)}
      value={typed[word]}
      onInput={(value) => set({ [word]: value })}
      {...(hint === '' ? {} : { hint })}
    />
  );
  const check = (word: 'active' | 'usersRecords' | 'privateEvents' | 'eventSeries' | 'deleteEvents' | 'relateEvents') => (
    <Check checked={typed[word]} onChange={(checked) => set({ [word]: checked })}>
      {adminSays(`ls ${word}`)}
    </Check>
  );
  return (
    <section class="is-section">
      <p class="is-small">
        <Button look="link" onPress={onBack}>
          {adminSays('configurations')}
        </Button>
        {' / '}
        {adminSays('ls title')}
      </p>
      <h1 class="is-h1">{adminSays('ls title')}</h1>
      <p class="is-muted">{adminSays('ls intro')}</p>
      <div class="is-config">
        <div class="is-panel is-config-form">
          <div class="is-form-section">
            {text('name')}
            {check('active')}
          </div>
          <div class="is-form-section">
            <h2 class="is-h2">{adminSays('contacts')}</h2>
            {text('contactDirection', adminSays('ls direction hint'))}
            <Select
              label={adminSays('ls contactFilter')}
              value={typed.contactFilter}
              onChange={(contactFilter) => set({ contactFilter })}
              choices={[
                { value: 'All Contacts', label: adminSays('ls filter all') },
                { value: 'Selected Contacts', label: adminSays('ls filter selected') },
              ]}
            />
            {check('usersRecords')}
            {text('matchingBehavior', adminSays('ls matching hint'))}
          </div>
          <div class="is-form-section">
            <h2 class="is-h2">{adminSays('events')}</h2>
            {text('eventDirection', adminSays('ls direction hint'))}
            {text('whichEvents', adminSays('ls which hint'))}
            {check('privateEvents')}
            {check('eventSeries')}
            {check('deleteEvents')}
            {check('relateEvents')}
            <div>
              <Button look="main" onPress={() => setResult(fromLightningSync(wordsOf(typed)))}>
                {adminSays('ls preview')}
              </Button>
            </div>
          </div>
        </div>
        <aside class="is-col-wide" aria-live="polite">
          {result && <Result result={result} typed={typed} onTake={onTake} />}
        </aside>
      </div>
    </section>
  );
}

/** The word as the admin knows it from the setup page. */
const wordName = (word: Word, typed: Typed): string => {
  const value = word in typed ? typed[word as keyof Typed] : '';
  return typeof value === 'string' && value !== '' ? value : adminSays(`ls ${word}`);
};

const Remark = ({ remark, typed }: { remark: ImportRemark; typed: Typed }) => (
  <Note kind={remark.code === 'always on' || remark.code === 'done differently' ? 'in step' : 'needs you'}>
    {adminSays(`ls ${remark.code}`, { word: wordName(remark.word, typed) })}
  </Note>
);

function Result({ result, typed, onTake }: { result: Imported; typed: Typed; onTake: Props['onTake'] }) {
  const { configuration, remarks } = result;
  const { contacts, events } = configuration;
  return (
    <section class="is-panel is-side">
      <h2 class="is-h3">{adminSays('ls becomes')}</h2>
      <Facts
        facts={[
          { name: adminSays('contacts'), value: adminSays(`dir ${contacts.direction}`) },
          { name: adminSays('whose'), value: adminSays(`whose ${contacts.whose}`) },
          { name: adminSays('pick'), value: adminSays(`pick ${contacts.pick}`) },
          { name: adminSays('events'), value: adminSays(`dir ${events.direction}`) },
          { name: adminSays('which events'), value: adminSays(`which ${events.which}`) },
          { name: adminSays('private events'), value: adminSays(`private ${events.private}`) },
          { name: adminSays('deleted in mailbox'), value: adminSays(`mailbox ${events.onDelete.mailbox}`) },
        ]}
      />
      <h3 class="is-h3">{adminSays('ls remarks')}</h3>
      {remarks.length === 0 && <p class="is-muted">{adminSays('ls all understood')}</p>}
      {remarks.map((remark) => (
        <Remark key={`${remark.word} ${remark.code}`} remark={remark} typed={typed} />
      ))}
      <div>
        <Button look="main" onPress={() => onTake(configuration)}>
          {adminSays('ls edit')}
        </Button>
      </div>
    </section>
  );
}
