/** Every run that changed something in the last 30 days, each with its changes and Undo (SYN5). */
import { useState } from 'preact/hooks';
import type { HistoryEntry, Instant } from '../../core/model';
import type { CycleSummary } from '../../device/device';
import { HistoryList } from '../card/HistoryView';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { type Answer, useAnswer } from '../store';
import { repScreenSays } from '../texts/rep';
import { list, moment } from '../texts/times';
import type { RepCalls } from './calls';

interface Props {
  readonly cycles: Answer<readonly CycleSummary[]> & { again(): void };
  readonly now: Instant;
  readonly calls: Pick<RepCalls, 'undo' | 'history'>;
}

const changesOf = ({ created, updated, removed }: CycleSummary): number => created + updated + removed;

function summary({ created, updated, removed, lost, keptOut, broughtBack }: CycleSummary): string {
  const told = [
    created > 0 ? repScreenSays('did created', { n: created }) : '',
    updated > 0 ? repScreenSays('did updated', { n: updated }) : '',
    removed > 0 ? repScreenSays('did removed', { n: removed }) : '',
    lost > 0 ? repScreenSays('did lost', { n: lost }) : '',
    keptOut > 0 ? repScreenSays('did keep out', { n: keptOut }) : '',
    broughtBack > 0 ? repScreenSays('did bring back', { n: broughtBack }) : '',
  ].filter(Boolean);
  return told.length === 0 ? repScreenSays('did no change') : list(told);
}

export function WhatInstepDid({ cycles, now, calls }: Props) {
  const doing = useDoing();
  const [asking, setAsking] = useState<CycleSummary | null>(null);
  const [said, setSaid] = useState('');
  const undo = (what: { cycle: string } | { entry: string }) => {
    setAsking(null);
    return doing.run(async () => {
      const { undone, refused } = await calls.undo(what);
      setSaid([repScreenSays('undo done', { n: undone }), repScreenSays('undo refused', { n: refused.length })].filter(Boolean).join(' '));
    });
  };
  return (
    <section class="is-section">
      <h2 class="is-h2">{repScreenSays('did title')}</h2>
      <p class="is-muted">{repScreenSays('did intro')}</p>
      <p role="status" class={said === '' ? 'is-sr' : undefined}>
        {said}
      </p>
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      {!cycles.value && (cycles.state === 'failed' ? <NotLoaded onAgain={cycles.again} /> : <Loading />)}
      {cycles.value?.length === 0 && <Empty>{repScreenSays('did nothing')}</Empty>}
      {cycles.value && cycles.value.length > 0 && (
        <ul class="is-panel is-stack">
          {cycles.value.map((cycle) => (
            <Cycle
              key={cycle.id}
              cycle={cycle}
              now={now}
              busy={doing.busy}
              calls={calls}
              onUndo={() => setAsking(cycle)}
              onUndoEntry={async (what) => void (await undo(what))}
            />
          ))}
        </ul>
      )}
      {asking && (
        <Dialog
          title={repScreenSays('undo cycle?', { time: moment(asking.at, now) })}
          onCancel={() => setAsking(null)}
          foot={
            <>
              <span class="is-grow" />
              <Button onPress={() => setAsking(null)}>{repScreenSays('cancel')}</Button>
              <Button look="main" onPress={() => void undo({ cycle: asking.id })}>
                {repScreenSays('undo all', { n: changesOf(asking) })}
              </Button>
            </>
          }
        >
          <p>{summary(asking)}</p>
          <p class="is-muted">{repScreenSays('undo cycle text', { n: changesOf(asking) })}</p>
        </Dialog>
      )}
    </section>
  );
}

interface CycleProps {
  readonly cycle: CycleSummary;
  readonly now: Instant;
  readonly busy: boolean;
  readonly calls: Props['calls'];
  readonly onUndo: () => void;
  readonly onUndoEntry: (what: { entry: string }) => Promise<void>;
}

function Cycle({ cycle, now, busy, calls, onUndo, onUndoEntry }: CycleProps) {
  const [open, setOpen] = useState(false);
  const time = moment(cycle.at, now);
  return (
    <li>
      <div class="is-item is-item-flat">
        <span>
          <b>{time}</b>
          <br />
          <span class="is-muted">{summary(cycle)}</span>
        </span>
        <span class="is-row">
          <Button small expanded={open} label={repScreenSays('changes of', { time })} onPress={() => setOpen(!open)}>
            {repScreenSays(open ? 'hide changes' : 'show changes')}
          </Button>
          {cycle.undone && <span class="is-hint">{repScreenSays('undone')}</span>}
          {!cycle.undone && changesOf(cycle) > 0 && (
            <Button small icon="undo" busy={busy} onPress={onUndo}>
              {repScreenSays('undo all', { n: changesOf(cycle) })}
            </Button>
          )}
        </span>
      </div>
      {open && <Changes cycle={cycle} now={now} busy={busy} calls={calls} onUndo={onUndoEntry} />}
    </li>
  );
}

function Changes({
  cycle,
  now,
  busy,
  calls,
  onUndo,
}: Omit<CycleProps, 'onUndo' | 'onUndoEntry'> & { onUndo: (what: { entry: string }) => Promise<void> }) {
  const { value, state, again } = useAnswer<readonly HistoryEntry[]>(() => calls.history({ cycle: cycle.id, limit: 200 }), cycle.id);
  return (
    <div class="is-inset">
      {!value && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={3} />)}
      {value && <HistoryList entries={value} now={now} busy={busy} onUndo={onUndo} named />}
    </div>
  );
}
