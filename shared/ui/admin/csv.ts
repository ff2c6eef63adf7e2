/** CSV of issues and reps. The library comes only when somebody presses the button; cells that a spreadsheet would run as formulas are made harmless. */
import type { Instant } from '../../core/model';
import type { Admin, IssueRow, RepQuery, RepRow } from '../../device/admin';
import { adminSays } from '../texts/admin';
import { stamp } from '../texts/times';
import { fixOf, issueSays, titleOf } from './issueWords';
import { pairsOf, stateWord, waitingOf } from './states';

type Table = readonly Readonly<Record<string, string | number>>[];

export async function csvOf(table: Table): Promise<string> {
  const { default: papa } = await import('papaparse');
  // A byte order mark, so that spreadsheets read it as UTF-8.
  return `\ufeff${papa.unparse([...table], { escapeFormulae: true, newline: '\r\n' })}`;
}

const size = 200;

/** Page by page, so that ten thousand reps do not come in one answer. */
async function all<T>(ask: (offset: number) => Promise<{ readonly rows: readonly T[]; readonly total: number }>): Promise<readonly T[]> {
  const rows: T[] = [];
  for (;;) {
    const page = await ask(rows.length);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

export async function issuesCsv(admin: Admin, now: Instant): Promise<string> {
  const issues = await all<IssueRow>((offset) => admin.issues({ offset, limit: size }));
  return csvOf(
    issues.map((issue) => ({
      [adminSays('cause')]: titleOf(issue.cause),
      [adminSays('rep')]: issue.repName,
      [adminSays('kind')]: adminSays(issue.kind),
      [adminSays('name')]: issue.name,
      [adminSays('record')]: issue.crmId,
      [adminSays('says')]: issueSays(issue),
      [adminSays('fix')]: fixOf(issue.cause, issue.facts, now),
      [adminSays('since column')]: stamp(issue.since),
    })),
  );
}

export async function repsCsv(admin: Admin, query: RepQuery, now: Instant): Promise<string> {
  const rows = await all<RepRow>((offset) => admin.reps({ ...query, offset, limit: size }));
  return csvOf(
    rows.map((row) => ({
      [adminSays('rep')]: row.name,
      [adminSays('state')]: stateWord(row, now),
      [adminSays('last cycle')]: row.lastCycleAt === null ? '' : stamp(row.lastCycleAt),
      [adminSays('device')]: row.device,
      [adminSays('configuration')]: row.configuration,
      [adminSays('pairs')]: pairsOf(row),
      [adminSays('waiting')]: waitingOf(row),
      [adminSays('issues n')]: row.issues,
      [adminSays('version')]: row.version,
    })),
  );
}
