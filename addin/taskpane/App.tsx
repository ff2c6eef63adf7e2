/** The pane's screens: first run, the selection, one item opened from a list, settings. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ListedItem, Target } from '../../shared/device/device';
import { DeviceCard } from '../../shared/ui/card/DeviceCard';
import { Boundary } from '../../shared/ui/parts/Boundary';
import { Button } from '../../shared/ui/parts/Button';
import { later as loadedLater } from '../../shared/ui/parts/Later';
import { Note } from '../../shared/ui/parts/states';
import type { OptionsSection, Shell } from '../../shared/ui/rep/calls';
import { isFirstRun } from '../../shared/ui/rep/state';
import { TaskPaneAppointment, TaskPaneMessage, TaskPaneNothing } from '../../shared/ui/rep/TaskPane';
import { type Surroundings, useDevice } from '../../shared/ui/store';
import { addinSays } from '../../shared/ui/texts/addin';
import { useNow } from '../../shared/ui/timing';
import { Back } from './Back';
import type { Connected } from './connect';
import type { Presence } from './presence';
import { emptied } from './removed';
import { SettingsView } from './SettingsView';

/** Once in a life: it need not be there before the pane draws. */
const DeviceFirstRun = loadedLater(async () => (await import('../../shared/ui/rep/deviceStart')).DeviceFirstRun);

type View =
  | { readonly show: 'selection' | 'search' }
  | { readonly show: 'item'; readonly target: Target }
  | { readonly show: 'settings'; readonly section: OptionsSection };

interface Props {
  readonly connected: Connected;
  readonly presence: Presence;
}

const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);

export function App({ connected, presence }: Props) {
  const { device } = connected;
  const now = useNow();
  const answer = useDevice(device, (asked) => asked.overview(), 'overview');
  const [view, setView] = useState<View>({ show: 'selection' });
  const [later, setLater] = useState(false);
  const selection = presence.selection.value;
  const key = selection.kind === 'nothing' ? '' : selection.key;
  // Another item is selected: whatever was open beside it gives way, but not the settings.
  useEffect(() => setView((held) => (held.show === 'settings' ? held : { show: 'selection' })), [key]);
  const shell = useMemo<Shell>(
    () => ({
      copy,
      openItem: (item: ListedItem) => setView({ show: 'item', target: { by: 'ref', ref: item.ref } }),
      openOptions: (section) => setView({ show: 'settings', section }),
    }),
    [],
  );
  const around = useMemo<Surroundings>(() => ({ copy }), []);
  const back = (): void => setView({ show: 'selection' });
  const over = view.show !== 'selection';
  const overBox = useFocusReturn(over);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !over || (event.target instanceof HTMLInputElement && event.target.value !== '')) return;
    // Leads back to what is selected, and no further.
    event.stopPropagation();
    back();
  };
  const common = { answer, device, now, shell };

  if (answer.value && isFirstRun(answer.value) && !later) {
    return (
      <Boundary>
        <main class="is-root is-pane">
          {emptied.value !== '' && <Note>{addinSays(emptied.value)}</Note>}
          <DeviceFirstRun device={device} overview={answer.value} provider="microsoft" onNotNow={() => setLater(true)} />
        </main>
      </Boundary>
    );
  }
  return (
    <Boundary>
      <main class="addin-view" onKeyDown={onKey}>
        <div ref={overBox}>
          <Boundary key={view.show}>
            {view.show === 'settings' && (
              <SettingsView connected={connected} section={view.section} onBack={back} onOpenItem={shell.openItem} />
            )}
            {view.show === 'item' && (
              <div class="is-root is-pane">
                <Back onPress={back} />
                <DeviceCard device={device} target={view.target} around={around} as="inline" />
              </div>
            )}
            {view.show === 'search' && (
              <>
                <Back onPress={back} />
                <TaskPaneNothing {...common} />
              </>
            )}
          </Boundary>
        </div>
        <div hidden={over}>
          {selection.kind === 'nothing' && <TaskPaneNothing {...common} />}
          {selection.kind === 'message' && (
            <TaskPaneMessage
              key={key}
              {...common}
              people={presence.people.value}
              colleagues={presence.colleagues.value}
              around={around}
              onSearch={() => setView({ show: 'search' })}
            />
          )}
          {selection.kind === 'appointment' && presence.eventId.value !== null && (
            <TaskPaneAppointment
              key={key}
              {...common}
              eventId={presence.eventId.value}
              saved={selection.exchangeId !== ''}
              around={around}
            />
          )}
        </div>
        {later && answer.value && isFirstRun(answer.value) && (
          <p class="is-pad">
            <Button look="main" onPress={() => setLater(false)}>
              {addinSays('set up now')}
            </Button>
          </p>
        )}
      </main>
    </Boundary>
  );
}

/** What is opened over the selection begins with Back, which takes the focus; closed, it gives it back to what opened it. */
function useFocusReturn(over: boolean): { current: HTMLDivElement | null } {
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  // Before anything is drawn: afterwards what has opened it is hidden, and has lost the focus.
  if (over && !opener.current) opener.current = document.activeElement;
  useEffect(() => {
    if (over) box.current?.querySelector('button')?.focus();
    else if (opener.current) {
      if (opener.current instanceof HTMLElement) opener.current.focus();
      opener.current = null;
    }
  }, [over]);
  return box;
}
