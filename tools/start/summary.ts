/** The one JSON object that `--once --json` prints. */

import { windowOf } from '../../shared/core/events/window';
import type { Kind, Provider } from '../../shared/core/model';
import type { Context } from '../../shared/core/sync/verdict';
import type { Applied } from '../../shared/engine/apply';
import type { CycleResult } from '../../shared/engine/cycle';
import type { AskedLookups } from '../../shared/engine/lookups';
import { counted, noCounts, survey } from '../../shared/engine/survey';
import type { Connected } from './connect';
import type { Imported } from './once';
import { said, saidOf } from './sentences';

export interface KindSummary {
  readonly read: number;
  readonly paired: number;
  readonly createdInCrm: number;
  readonly createdInMailbox: number;
  readonly updatedInCrm: number;
  readonly updatedInMailbox: number;
  readonly keptOut: number;
  readonly needsYou: number;
  readonly failed: number;
}

export interface Summary {
  readonly provider: Provider;
  readonly atRest: boolean;
  readonly cycles: number;
  readonly contacts: KindSummary;
  readonly events: KindSummary;
  readonly unreadable: Imported['unreadable'];
  readonly shortened: readonly {
    readonly item: string;
    readonly field: string;
    readonly from: number | string;
    readonly to: number | string;
  }[];
  readonly issues: readonly { readonly item: string; readonly cause: string; readonly fix: string }[];
  readonly requests: { readonly salesforce: number; readonly graph: number; readonly google: number };
  readonly idle: {
    readonly requests: { readonly salesforce: number; readonly graph: number; readonly google: number };
    readonly writes: number;
  };
  readonly seconds: number;
}

export interface Told {
  readonly provider: Provider;
  readonly connected: Connected;
  readonly look: AskedLookups;
  readonly imported: Imported;
  readonly applied: readonly Applied[];
  readonly cycles: number;
  readonly last: CycleResult;
  readonly idle: { readonly before: Connected['requests']; readonly writes: number; readonly changed: number };
  readonly seconds: number;
}

export async function summarise(told: Told): Promise<Summary> {
  const { connected } = told;
  const stands = await standing(told);
  const spent = connected.requests;
  const before = told.idle.before;
  return {
    provider: told.provider,
    atRest: told.last.connection.kind === 'running' && !told.last.more && told.last.changed === 0 && told.idle.writes === 0,
    cycles: told.cycles,
    contacts: kindSummary(told, stands, 'contact'),
    events: kindSummary(told, stands, 'event'),
    unreadable: told.imported.unreadable,
    shortened: [...told.imported.shortened, ...stands.shortened],
    issues: stands.issues,
    requests: { salesforce: before.salesforce, graph: before.microsoft, google: before.google },
    idle: {
      requests: {
        salesforce: spent.salesforce - before.salesforce,
        graph: spent.microsoft - before.microsoft,
        google: spent.google - before.google,
      },
      writes: told.idle.writes,
    },
    seconds: Math.round(told.seconds * 100) / 100,
  };
}

interface Stands {
  readonly counts: Record<Kind, typeof noCounts>;
  readonly mailboxItems: Record<Kind, number>;
  /** Series and single events of the calendar that the window shows. */
  readonly shown: number;
  readonly issues: Summary['issues'];
  readonly shortened: Summary['shortened'];
}

async function standing({ connected, look, last }: Told): Promise<Stands> {
  const { world } = connected;
  const meta = await world.ledger.meta();
  const counts: Stands['counts'] = { contact: noCounts, event: noCounts };
  const mailboxItems: Record<Kind, number> = { contact: 0, event: 0 };
  const issues: { item: string; cause: string; fix: string }[] = [];
  const shortened: { item: string; field: string; from: number | string; to: number | string }[] = [];
  const shown = new Set<string>();
  const now = world.clock.now();
  const whole = saidOf(last.connection, now);
  if (whole) issues.push({ item: '', ...whole });
  if (!meta.rep || !meta.configuration) return { counts, mailboxItems, shown: 0, issues, shortened };
  const context: Context = {
    rep: meta.rep,
    configuration: meta.configuration,
    schema: meta.schema,
    window: windowOf(meta.configuration, now),
    now,
    look,
    contactsFull: false,
  };
  for await (const one of survey(world, context, look, { kinds: ['contact', 'event'] })) {
    counts[one.entry.kind] = counted(counts[one.entry.kind], one);
    const seen = one.entry.mailbox?.seen;
    if (seen) mailboxItems[one.entry.kind]++;
    if (seen?.item.kind === 'event') shown.add(seen.item.seriesId || seen.id);
    const { kind, cause, facts, remarks } = one.status;
    if (kind === 'failed' || kind === 'needs you') issues.push({ item: one.name, ...said(cause, facts, one.entry.kind, now) });
    for (const remark of remarks)
      if (remark.cause === 'text shortened')
        shortened.push({ item: one.name, field: String(remark.facts.field), from: remark.facts.from ?? 0, to: remark.facts.to ?? 0 });
  }
  return { counts, mailboxItems, shown: shown.size, issues, shortened };
}

function kindSummary(told: Told, stands: Stands, kind: Kind): KindSummary {
  const counts = stands.counts[kind];
  const sum = (of: (applied: Applied) => number): number => told.applied.reduce((total, applied) => total + of(applied), 0);
  const fromFiles = kind === 'contact' ? told.imported.contacts : told.imported.events;
  // Events of the file that no day of the window shows are kept out by the window, although no listing names them.
  const unseen = kind === 'event' ? Math.max(0, fromFiles - stands.shown) : 0;
  return {
    read: fromFiles || stands.mailboxItems[kind],
    paired: counts.paired,
    createdInCrm: sum((applied) => applied[kind].created.crm),
    createdInMailbox: sum((applied) => applied[kind].created.mailbox),
    updatedInCrm: sum((applied) => applied[kind].updated.crm),
    updatedInMailbox: sum((applied) => applied[kind].updated.mailbox),
    keptOut: counts.keptOut + counts.notInSalesforce + unseen,
    needsYou: counts.needsYou,
    failed: counts.failed,
  };
}
