/** "Try it with your own data": files go to the stand-in mailbox on this computer, and the preview says what would sync and what not. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../../shared/device/device';
import { MemoryLedger } from '../../../shared/ledger/memory';
import { Button } from '../../../shared/ui/parts/Button';
import { Options } from '../../../shared/ui/parts/choices';
import { Name } from '../../../shared/ui/parts/Say';
import { Note } from '../../../shared/ui/parts/states';
import { PreviewScreen } from '../../../shared/ui/rep/PreviewScreen';
import { demoSays } from '../../../shared/ui/texts/demo';
import { useNow } from '../../../shared/ui/timing';
import { RepHome } from '../world/repHome';
import { type Account, control, type Imported } from '../world/standIns';
import type { DemoWorld } from '../world/world';

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'reading'; readonly files: string }
  | { readonly is: 'read'; readonly imported: Imported; readonly preview: Preview; readonly home: RepHome; readonly started: boolean }
  | { readonly is: 'failed'; readonly why: string };

const understood = /\.(vcf|vcard|ics|ical)$/i;

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

/** A colleague with an empty mailbox at the same service. */
const scratchFor = (world: DemoWorld, rep: RepHome): Account =>
  world.accounts.find(({ role, mailbox, id }) => role === 'rep' && mailbox === rep.account.mailbox && id !== rep.account.id) ?? rep.account;

export function DataScreen({ world, rep }: { world: DemoWorld; rep: RepHome }) {
  const now = useNow();
  const [into, setInto] = useState<'scratch' | 'rep'>('scratch');
  const [state, setState] = useState<State>({ is: 'waiting' });
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const scratch = scratchFor(world, rep);
  const held = state.is === 'read' ? state.home : null;
  useEffect(() => () => (held && held !== rep ? held.kill() : undefined), [held, rep]);

  const read = async (files: readonly File[]) => {
    const wrong = files.find(({ name }) => !understood.test(name));
    if (files.length === 0) return;
    if (wrong) return setState({ is: 'failed', why: demoSays('data wrong', { name: wrong.name }) });
    setState({ is: 'reading', files: files.map(({ name }) => name).join(', ') });
    try {
      const account = into === 'rep' ? rep.account : scratch;
      const bodies = await Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
      const imported = await control.importFiles(account.email, account.mailbox, bodies);
      const home = into === 'rep' ? rep : new RepHome(account, new MemoryLedger(), world);
      await (into === 'rep' ? home.engine.wake() : home.engine.takeOver());
      setState({ is: 'read', imported, preview: await home.device.preview(), home, started: false });
    } catch (error) {
      setState({ is: 'failed', why: demoSays('data failed', { why: error instanceof Error ? error.message : '' }) });
    }
  };
  const start = async () => {
    if (state.is !== 'read') return;
    await state.home.ledger.commit({ meta: { firstSyncConfirmed: true } });
    await state.home.engine.wake();
    setState({ ...state, started: true });
  };

  return (
    <div class="is-root d-data">
      <h2 class="is-h1">{demoSays('data title')}</h2>
      <p>{demoSays('data text')}</p>
      <section class="is-col" aria-label={demoSays('data into')}>
        <h3 class="is-h3">{demoSays('data into')}</h3>
        <Options
          legend={demoSays('data into')}
          value={into}
          onChange={setInto}
          choices={[
            { value: 'scratch', label: demoSays('data scratch', { name: scratch.name }) },
            { value: 'rep', label: rep.account.name },
          ]}
        />
      </section>
      <fieldset
        class={`d-drop${over ? ' d-over' : ''}`}
        aria-label={demoSays('data drop')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void read([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <p class="is-h3">{demoSays('data drop')}</p>
        <Button look="main" onPress={() => input.current?.click()}>
          {demoSays('data choose')}
        </Button>
        <input
          ref={input}
          class="is-sr"
          type="file"
          multiple
          tabIndex={-1}
          accept=".vcf,.vcard,.ics,.ical"
          aria-label={demoSays('data choose')}
          onChange={(event) => void read([...(event.currentTarget.files ?? [])])}
        />
      </fieldset>
      <div role="status">
        {state.is === 'reading' && <p>{demoSays('data reading', { files: state.files })}</p>}
        {state.is === 'failed' && <Note kind="failed">{state.why}</Note>}
        {state.is === 'read' && (
          <p class="is-lab">{demoSays('data read', { contacts: state.imported.contacts, events: state.imported.events })}</p>
        )}
      </div>
      {state.is === 'read' && (
        <>
          <Lost imported={state.imported} />
          {state.started && <Note kind="in step">{demoSays('data started')}</Note>}
          {!state.started && (
            <section class="is-panel d-preview" aria-label={demoSays('data preview')}>
              <PreviewScreen
                preview={state.preview}
                provider={state.home.provider}
                now={now}
                onStart={start}
                onNotNow={() => setState({ is: 'waiting' })}
              />
            </section>
          )}
        </>
      )}
    </div>
  );
}

/** What the files held and the mailbox could not take. */
function Lost({ imported: { unreadable, shortened } }: { imported: Imported }) {
  return (
    <>
      {unreadable.length > 0 && (
        <details open>
          <summary>{demoSays('data unreadable', { n: unreadable.length })}</summary>
          <ul class="d-list">
            {unreadable.map((one, index) => (
              <li key={index}>
                <Name>{demoSays('data unreadable line', one)}</Name>
              </li>
            ))}
          </ul>
        </details>
      )}
      {shortened.length > 0 && (
        <details>
          <summary>{demoSays('data shortened', { n: shortened.length })}</summary>
          <ul class="d-list">
            {shortened.map((one, index) => (
              <li key={index}>
                <Name>{demoSays('data shortened line', { ...one, from: String(one.from), to: String(one.to) })}</Name>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
