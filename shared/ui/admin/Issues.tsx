/** Issues across reps (ADM2): connections first, then items, by cause, largest first; each with its fix; CSV of all. */
import { useState } from 'preact/hooks';
import type { CauseCode, Instant } from '../../core/model';
import type { Admin, IssueGroup, IssueRow } from '../../device/admin';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { ScrollTable } from '../parts/ScrollTable';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { toneOf } from '../status';
import { useAnswer } from '../store';
import { adminSays } from '../texts/admin';
import { usualStatus } from '../texts/causes/kinds';
import { dayOf, moment, number } from '../texts/times';
import { useNow } from '../timing';
import { issuesCsv } from './csv';
import { fixOf, issueSays, titleOf } from './issueWords';

export interface AdminShell {
  /** Offers a file to save. */
  download(name: string, text: string): void;
  copy(text: string): Promise<void>;
  /** The org's address, for links to records; '' when not known. */
  readonly orgUrl: string;
}

interface Props {
  readonly admin: Admin;
  readonly shell: AdminShell;
  readonly onRep: (userId: string) => void;
}

interface Merged {
  readonly cause: CauseCode;
  readonly count: number;
  readonly reps: number;
}

/** Contacts and events of one cause are one group; the reps of both may overlap, so the larger number is the honest one. */
function merged(groups: readonly IssueGroup[], connections: boolean): readonly Merged[] {
  const byCause = new Map<CauseCode, Merged>();
  for (const { cause, kind, count, reps } of groups) {
    if ((kind === 'connection') !== connections) continue;
    const known = byCause.get(cause);
    byCause.set(cause, { cause, count: count + (known?.count ?? 0), reps: Math.max(reps, known?.reps ?? 0) });
  }
  return [...byCause.values()].sort((a, b) => b.count - a.count);
}

export function Issues({ admin, shell, onRep }: Props) {
  const now = useNow();
  const doing = useDoing();
  const { value: groups, state, at, again } = useAnswer(() => admin.issueGroups(), 'groups');
  const save = () => void doing.run(async () => shell.download(adminSays('csv name'), await issuesCsv(admin, now)));
  const connections = merged(groups ?? [], true);
  const items = merged(groups ?? [], false);
  const common = { admin, shell, onRep, now };
  return (
    <section class="is-section">
      <div class="is-row">
        <h1 class="is-h1">{adminSays('issues')}</h1>
        <span class="is-muted is-grow">{at === null ? '' : adminSays('as reported', { time: moment(at, now) })}</span>
        {doing.failed && <span role="alert">{adminSays('did not work')}</span>}
        <Button icon="download" busy={doing.busy} cannot={groups?.length === 0 ? adminSays('no issues') : ''} onPress={save}>
          {adminSays(doing.busy ? 'exporting' : 'export csv')}
        </Button>
      </div>
      {!groups && (state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={8} />)}
      {groups?.length === 0 && <Empty>{adminSays('no issues')}</Empty>}
      {connections.length > 0 && <Groups title={adminSays('connections first')} groups={connections} connection {...common} />}
      {items.length > 0 && <Groups title={adminSays('items then')} groups={items} {...common} />}
    </section>
  );
}

interface GroupsProps extends Props {
  readonly title: string;
  readonly groups: readonly Merged[];
  readonly now: Instant;
  readonly connection?: boolean;
}

const Groups = ({ title, groups, ...rest }: GroupsProps) => (
  <section class="is-section">
    <h2 class="is-h2">{title}</h2>
    <ul class="is-panel is-stack">
      {groups.map((group) => (
        <Group key={group.cause} group={group} {...rest} />
      ))}
    </ul>
  </section>
);

function Group({ group, connection, admin, shell, onRep, now }: Omit<GroupsProps, 'title' | 'groups'> & { group: Merged }) {
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const { cause, count, reps } = group;
  const title = titleOf(cause);
  const kind = usualStatus(cause);
  const fix = fixOf(cause, {}, now);
  const show = adminSays(open ? 'hide items' : connection ? 'show reps' : 'show items');
  return (
    <li>
      <div class="is-item is-issue">
        <span class={`is-tone is-t-${toneOf(kind)}`}>
          <StatusIcon kind={kind} />
        </span>
        <div>
          <h3 class="is-h3">
            {title}{' '}
            <span class="is-muted is-num is-issue-count">
              {connection ? adminSays('n reps', { n: reps }) : adminSays('items reps', { n: count, reps })}
            </span>
          </h3>
          <p class="is-muted">{fix}</p>
        </div>
        <div class="is-row">
          {connection && (
            <>
              <span role="status" class={copied ? 'is-hint' : 'is-sr'}>
                {copied ? adminSays('copied') : ''}
              </span>
              <Button
                small
                label={adminSays('items of', { action: adminSays('copy note'), cause: title })}
                onPress={() => void shell.copy(adminSays('note for reps', { headline: title, fix })).then(() => setCopied(true))}
              >
                {adminSays('copy note')}
              </Button>
            </>
          )}
          <Button small expanded={open} label={adminSays('items of', { action: show, cause: title })} onPress={() => setOpen(!open)}>
            {show}
          </Button>
        </div>
      </div>
      {open && <GroupItems cause={cause} admin={admin} shell={shell} onRep={onRep} now={now} />}
    </li>
  );
}

const first = 20;

function GroupItems({ cause, admin, shell, onRep, now }: Props & { cause: CauseCode; now: Instant }) {
  const [limit, setLimit] = useState(first);
  const { value, state, again } = useAnswer(() => admin.issues({ cause, offset: 0, limit }), `${cause} ${limit}`);
  if (!value) return <div class="is-inset">{state === 'failed' ? <NotLoaded onAgain={again} /> : <Loading lines={3} />}</div>;
  return (
    <ScrollTable label={titleOf(cause)} class="is-inset">
      <table class="is-table is-table-dense">
        <thead>
          <tr>
            {(['rep', 'kind', 'record', 'says', 'since column'] as const).map((name) => (
              <th scope="col" key={name}>
                {adminSays(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.rows.map((issue) => (
            <tr key={issue.id}>
              <td>
                <Button look="link" onPress={() => onRep(issue.repId)}>
                  <Name>{issue.repName}</Name>
                </Button>
              </td>
              <td>{adminSays(issue.kind)}</td>
              <td>
                <RecordLink issue={issue} orgUrl={shell.orgUrl} />
              </td>
              <td>
                <Name>{issueSays(issue)}</Name>
              </td>
              <td>{dayOf(issue.since, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.total > value.rows.length && (
        <Button look="link" onPress={() => setLimit(limit + 100)}>
          {adminSays('n more', { n: number(value.total - value.rows.length) })}
        </Button>
      )}
    </ScrollTable>
  );
}

/** The record by name where the name may leave the mailbox, else by its id; 'not yet' where there is none. */
function RecordLink({ issue, orgUrl }: { issue: IssueRow; orgUrl: string }) {
  const text = issue.name === '' ? `${issue.crmId.slice(0, 3)}…${issue.crmId.slice(-4)}` : issue.name;
  if (issue.crmId === '') return issue.name === '' ? <span class="is-muted">{adminSays('not yet')}</span> : <Name>{issue.name}</Name>;
  if (!orgUrl.startsWith('https://') || !/^[a-zA-Z0-9]+$/.test(issue.crmId)) return <Name>{text}</Name>;
  return (
    <a href={`${orgUrl}/${issue.crmId}`} target="_blank" rel="noopener noreferrer">
      <Name>{text}</Name>
    </a>
  );
}
