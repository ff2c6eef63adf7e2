/** Salesforce: the rep's records as a list, a form to change one, and the stand-in's own record page. */
import { useEffect, useState } from 'preact/hooks';
import { Segments } from '../../../shared/ui/parts/choices';
import { TextField } from '../../../shared/ui/parts/fields';
import { Name } from '../../../shared/ui/parts/Say';
import { NotLoaded } from '../../../shared/ui/parts/states';
import { useDoing } from '../../../shared/ui/parts/useDoing';
import { useAnswer } from '../../../shared/ui/store';
import { demoSays } from '../../../shared/ui/texts/demo';
import { itemTime } from '../../../shared/ui/texts/times';
import type { RepHome } from '../world/repHome';
import { vendorCall } from '../world/standIns';
import type { DemoWorld } from '../world/world';

type ObjectName = 'Contact' | 'Event';
type Values = Readonly<Record<string, string | null>>;

const fieldsOf = {
  Contact: ['FirstName', 'LastName', 'Title', 'Phone'],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'Location'],
} as const;
const data = '/services/data/v66.0';

function soql(object: ObjectName, owner: string, now: number): string {
  const soon = new Date(now - 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
  const more = object === 'Event' ? ` AND StartDateTime >= ${soon} ORDER BY StartDateTime` : ' ORDER BY LastName';
  const asked = object === 'Event' ? ', IsAllDayEvent' : '';
  return `SELECT Id, ${fieldsOf[object].join(', ')}${asked}, SystemModstamp FROM ${object} WHERE OwnerId = '${owner}'${more} LIMIT 400`;
}

interface Props {
  readonly world: DemoWorld;
  readonly home: RepHome;
  readonly record: string;
  readonly onRecord: (id: string) => void;
}

export function SalesforceScreen({ world, home, record, onRecord }: Props) {
  const [object, setObject] = useState<ObjectName>(record.startsWith('00U') ? 'Event' : 'Contact');
  const [text, setText] = useState('');
  useEffect(() => {
    if (record !== '') setObject(record.startsWith('00U') ? 'Event' : 'Contact');
  }, [record]);
  const rows = useAnswer(
    async () => {
      const query = encodeURIComponent(soql(object, home.account.id, world.time.now()));
      const { records } = await vendorCall<{ records: readonly Values[] }>(
        world.told,
        'salesforce',
        home.account.email,
        `${data}/query?q=${query}`,
      );
      return records;
    },
    `${object} ${home.account.id}`,
    (changed) => home.device.onChange(() => changed()),
  );
  const all = rows.value ?? [];
  const wanted = text.trim().toLowerCase();
  const shown = all.filter((row) => labelOf(row).toLowerCase().includes(wanted));
  // Something is always shown: the record that was asked for, else the first.
  const shownId = record !== '' ? record : (shown[0]?.Id ?? '');
  const picked = all.find(({ Id }) => Id === shownId) ?? null;
  return (
    <div class="is-root d-salesforce">
      <section class="d-records" aria-label={demoSays('records of', { name: home.account.name })}>
        <h2 class="is-h3">{demoSays('records of', { name: home.account.name })}</h2>
        <Segments
          legend={demoSays('screen salesforce')}
          value={object}
          onChange={(next) => {
            setObject(next);
            onRecord('');
          }}
          choices={[
            { value: 'Contact', label: demoSays('contacts') },
            { value: 'Event', label: demoSays('events') },
          ]}
        />
        <TextField
          label={demoSays('find record')}
          hideLabel
          type="search"
          placeholder={demoSays('find record')}
          value={text}
          onInput={setText}
        />
        {rows.state === 'failed' && <NotLoaded onAgain={rows.again} />}
        {rows.state === 'ready' && shown.length === 0 && <p class="is-muted">{demoSays('no records')}</p>}
        <ul class="d-list">
          {shown.map((row) => (
            <li key={row.Id}>
              <button
                type="button"
                class="d-item"
                aria-current={row.Id === shownId ? 'true' : undefined}
                onClick={() => onRecord(row.Id ?? '')}
              >
                <Name>{labelOf(row)}</Name>
                <span class="is-muted is-small">{row.Title ?? timeOf(row)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class="d-record" aria-label={demoSays('record page')}>
        {shownId === '' && <p class="is-muted">{demoSays('pick record')}</p>}
        {picked && (
          <RecordForm
            key={`${shownId} ${picked.SystemModstamp}`}
            world={world}
            home={home}
            object={object}
            values={picked}
            onSaved={rows.again}
          />
        )}
        {shownId !== '' && (
          <iframe
            key={`${shownId} ${picked?.SystemModstamp}`}
            class="d-frame d-record-page"
            title={demoSays('record page')}
            src={`${world.told.urls.salesforce}/lightning/r/${object}/${shownId}/view`}
          />
        )}
      </section>
    </div>
  );
}

const labelOf = (row: Values): string => row.Subject ?? `${row.FirstName ?? ''} ${row.LastName ?? ''}`.trim();
/** An all-day event is a date, and no moment. */
const timeOf = ({ StartDateTime: start, IsAllDayEvent: allDay }: Values): string =>
  itemTime(String(allDay) === 'true' ? (start ?? '').slice(0, 10) : (start ?? ''));
/** As the form shows it and takes it back: Salesforce's own way to write a moment, without the fraction. */
const asShown = (field: string, value: string | null | undefined): string =>
  value && field.endsWith('DateTime') ? new Date(value).toISOString().slice(0, 16).replace('T', ' ') : (value ?? '');
const asSent = (field: string, value: string): string => (field.endsWith('DateTime') ? `${value.trim().replace(' ', 'T')}:00Z` : value);

interface FormProps extends Pick<Props, 'world' | 'home'> {
  readonly object: ObjectName;
  readonly values: Values;
  readonly onSaved: () => void;
}

function RecordForm({ world, home, object, values, onSaved }: FormProps) {
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({});
  const [said, setSaid] = useState('');
  const doing = useDoing();
  const save = async () => {
    const body = Object.fromEntries(Object.entries(edits).map(([field, value]) => [field, asSent(field, value)]));
    try {
      await vendorCall(world.told, 'salesforce', home.account.email, `${data}/sobjects/${object}/${values.Id}`, { method: 'PATCH', body });
      setSaid(demoSays('saved'));
      world.diary.write(demoSays('did save', { name: home.firstName, record: labelOf({ ...values, ...edits }) }));
      home.wake();
      onSaved();
    } catch (error) {
      setSaid(demoSays('not saved', { why: error instanceof Error ? error.message : '' }));
    }
  };
  return (
    <form
      class="is-panel d-form"
      aria-label={demoSays('edit record')}
      onSubmit={(event) => {
        event.preventDefault();
        void doing.run(save);
      }}
    >
      {fieldsOf[object].map((field) => (
        <TextField
          key={field}
          label={demoSays(`field ${field}`)}
          value={edits[field] ?? asShown(field, values[field])}
          onInput={(value) => setEdits({ ...edits, [field]: value })}
        />
      ))}
      <div class="is-row">
        <button type="submit" class="is-btn is-btn-main" aria-busy={doing.busy}>
          {demoSays('save')}
        </button>
        <span role="status">{said}</span>
      </div>
    </form>
  );
}
