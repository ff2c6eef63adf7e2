/**
 * The rep's device tells how it is doing (ADM1 to ADM3): the rep's record, the day's counters and the issues as they differ
 * from the last time, in one request. The first report of a process first reads what is there.
 */
import * as v from 'valibot';
import { hash53 } from '../../../core/keys';
import type { Counts, Issue, ItemId, Report } from '../../../core/model';
import { Failed } from '../../../core/ports';
import { chunks, collectionSize, longId } from '../api';
import { collection, deletion, failureOf, isOk, plainPart, queryPart, verdictOf } from '../composite';
import { number, type Row, rest, resultOf, text } from '../query';
import { names, soql } from '../soql';
import { rowAnswers } from '../write/rows';
import type { Desk } from './desk';

const dayFields = ['Cycles__c', 'CrmCalls__c', 'MailboxCalls__c', 'Created__c', 'Updated__c', 'Removed__c', 'Failed__c'] as const;
const mostCycles = 50;
const mostDevices = 10;

const cyclesSchema = v.array(
  v.object({ at: v.number(), created: v.number(), updated: v.number(), removed: v.number(), failed: v.number(), calls: v.number() }),
);
const devicesSchema = v.array(v.object({ name: v.string(), version: v.string(), lastCycleAt: v.number() }));

export type CycleLine = v.InferOutput<typeof cyclesSchema>[number];
export type DeviceLine = v.InferOutput<typeof devicesSchema>[number];

/** Kept as JSON: a text that is none starts over. */
export function cyclesIn(value: unknown): readonly CycleLine[] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), cyclesSchema), value);
  return result.success ? result.output : [];
}
export function devicesIn(value: unknown): readonly DeviceLine[] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), devicesSchema), value);
  return result.success ? result.output : [];
}

/** What is written already. */
interface Told {
  issues: Map<string, { readonly id: ItemId; readonly hash: number }>;
  cycles: readonly CycleLine[];
  devices: readonly DeviceLine[];
  day: string;
  counters: Record<(typeof dayFields)[number], number>;
}

const noCounters = (): Told['counters'] => Object.fromEntries(dayFields.map((name) => [name, 0])) as Told['counters'];

export class Reporting {
  #told: Told | null = null;

  constructor(private readonly desk: Desk) {}

  async report(report: Report): Promise<void> {
    const me = await this.desk.me();
    const rep = await this.desk.ensured();
    if (!rep) throw new Failed({ kind: 'forbidden', system: 'salesforce', detail: 'the record of this rep cannot be made' });
    const day = new Date(report.at).toISOString().slice(0, 10);
    const told = this.#told?.day === day ? this.#told : await this.#read(me, rep.id, day);
    const next = { ...told, ...added(told, report) };
    const issues = new Map(report.issues.map((issue) => [`${me}:${issue.key}`.slice(0, 120), issue]));
    const changed = [...issues].filter(([key, issue]) => told.issues.get(key)?.hash !== hashOf(issue));
    const over = [...told.issues].filter(([key]) => !issues.has(key));
    // Until all of it has worked, nothing is believed to be there.
    this.#told = null;
    const parts = [
      plainPart('PATCH', `/sobjects/Instep_Rep__c/${rep.id}`, repValues(report, next, this.desk)),
      plainPart('PATCH', `/sobjects/Instep_Day__c/DayKey__c/${me}:${day}`, { Rep__c: rep.id, Day__c: day, ...next.counters }),
    ];
    const answers = await Promise.all([
      this.desk.asking.composite.send(parts),
      ...chunks(changed, collectionSize).map((some) => this.#write(rep.id, some)),
      ...chunks(over, collectionSize).map((some) => this.#remove(some)),
    ]);
    const failed = answers[0].find((answer) => !isOk(answer));
    if (failed) throw new Failed(failureOf(verdictOf(failed)));
    for (const [key] of over) next.issues.delete(key);
    for (const written of answers.slice(1).flat() as readonly (readonly [string, ItemId])[]) {
      const issue = issues.get(written[0]);
      if (issue) next.issues.set(written[0], { id: written[1], hash: hashOf(issue) });
    }
    this.desk.saw({ ...rep, lastCycleAt: report.lastCycleAt === undefined ? report.at : (report.lastCycleAt ?? rep.lastCycleAt) });
    this.#told = next;
  }

  async #read(me: ItemId, repId: ItemId, day: string): Promise<Told> {
    const { composite } = this.desk.asking;
    const answers = await composite.send([
      queryPart(soql`SELECT Cycles__c,Devices__c FROM Instep_Rep__c WHERE Id = ${repId}`),
      queryPart(soql`SELECT Id,${names(issueFields)} FROM Instep_Issue__c WHERE Rep__c = ${repId}`),
      queryPart(soql`SELECT ${names(dayFields)} FROM Instep_Day__c WHERE DayKey__c = ${`${me}:${day}`}`),
    ]);
    const [rep, issues, days] = await Promise.all(answers.map((answer) => rest(composite, resultOf(answer))));
    const counters = noCounters();
    for (const name of dayFields) counters[name] = number(days![0]?.[name]);
    return {
      issues: new Map(issues!.map((row) => [text(row.IssueKey__c), { id: longId(text(row.Id)), hash: hashOfRow(row) }])),
      cycles: cyclesIn(rep![0]?.Cycles__c),
      devices: devicesIn(rep![0]?.Devices__c),
      day,
      counters,
    };
  }

  async #write(repId: ItemId, issues: readonly (readonly [string, Issue])[]): Promise<readonly (readonly [string, ItemId])[]> {
    const rows = issues.map(([key, issue]) => ({
      attributes: { type: 'Instep_Issue__c' },
      Rep__c: repId,
      IssueKey__c: key,
      ...issueValues(issue),
    }));
    const answer = await this.desk.asking.composite.one(collection('PATCH', '/Instep_Issue__c/IssueKey__c', rows));
    return rowAnswers(answer, rows.length).flatMap((row, i) => (row.kind === 'ok' ? [[issues[i]![0], row.id] as const] : []));
  }

  async #remove(issues: readonly (readonly [string, { readonly id: ItemId }])[]): Promise<readonly never[]> {
    await this.desk.asking.composite.one(deletion(issues.map(([, { id }]) => id)));
    return [];
  }
}

// ---------------------------------------------------------------- values

const issueFields = ['IssueKey__c', 'Kind__c', 'Cause__c', 'Facts__c', 'CrmId__c', 'ItemName__c', 'Since__c'];

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Cut JSON is none: better without. */
function factsText(facts: Issue['facts']): string {
  const json = JSON.stringify(facts);
  return json.length > 4096 ? '{}' : json;
}

function issueValues(issue: Issue): Record<string, string | null> {
  return {
    Kind__c: issue.kind,
    Cause__c: issue.cause,
    Facts__c: factsText(issue.facts),
    CrmId__c: issue.crmId || null,
    ItemName__c: issue.name.slice(0, 255).trim() || null,
    Since__c: stamp(issue.since),
  };
}

const hashOfValues = (values: Readonly<Record<string, string | null>>): number =>
  hash53(JSON.stringify(issueFields.slice(1).map((name) => values[name] ?? null)));
const hashOf = (issue: Issue): number => hashOfValues(issueValues(issue));
const hashOfRow = (row: Row): number =>
  hashOfValues(
    Object.fromEntries(
      issueFields
        .slice(1)
        .map((name) => [name, name === 'Since__c' ? text(row[name]).replace(/\.\d+\+0000$/, 'Z') : text(row[name]) || null]),
    ),
  );

function added(told: Told, report: Report): Pick<Told, 'cycles' | 'devices' | 'counters'> {
  const done = report.done ?? { created: 0, updated: 0, removed: 0, failed: 0 };
  const { crm, mailbox } = report.calls;
  const line = { at: report.at, ...done, calls: crm + mailbox };
  // A report of a state alone is no cycle.
  const ran = report.cycles > 0 || Object.values(done).some((count) => count > 0);
  const device = { name: report.device, version: report.version, lastCycleAt: report.lastCycleAt ?? report.at };
  return {
    cycles: [...(ran ? [line] : []), ...told.cycles].slice(0, mostCycles),
    devices: [device, ...told.devices.filter((one) => one.name !== report.device)].slice(0, mostDevices),
    counters: {
      Cycles__c: told.counters.Cycles__c + report.cycles,
      CrmCalls__c: told.counters.CrmCalls__c + crm,
      MailboxCalls__c: told.counters.MailboxCalls__c + mailbox,
      Created__c: told.counters.Created__c + done.created,
      Updated__c: told.counters.Updated__c + done.updated,
      Removed__c: told.counters.Removed__c + done.removed,
      Failed__c: told.counters.Failed__c + done.failed,
    },
  };
}

const countValues = (prefix: 'Contacts' | 'Events', counts: Counts): Record<string, number> => ({
  [`${prefix}Paired__c`]: counts.paired,
  [`${prefix}InStep__c`]: counts.inStep,
  [`${prefix}Waiting__c`]: counts.waiting,
  [`${prefix}KeptOut__c`]: counts.keptOut,
  [`${prefix}NeedsYou__c`]: counts.needsYou,
  [`${prefix}Failed__c`]: counts.failed,
  [`${prefix}NotInSalesforce__c`]: counts.notInSalesforce,
});

function repValues(report: Report, next: Pick<Told, 'cycles' | 'devices'>, desk: Desk): Record<string, unknown> {
  return {
    State__c: report.state,
    Cause__c: report.cause || null,
    ConfigurationName__c: desk.configuration?.name.slice(0, 80) ?? null,
    DeviceName__c: report.device.slice(0, 120),
    DeviceVersion__c: report.version.slice(0, 40),
    ...(report.lastCycleAt === null ? {} : { LastCycle__c: stamp(report.lastCycleAt ?? report.at) }),
    LastReport__c: stamp(report.at),
    IssueCount__c: report.issues.length,
    Devices__c: JSON.stringify(next.devices),
    Cycles__c: JSON.stringify(next.cycles),
    ...(desk.provider ? { Provider__c: desk.provider } : {}),
    ...countValues('Contacts', report.contacts),
    ...countValues('Events', report.events),
  };
}
