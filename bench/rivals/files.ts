/** vdirsyncer and Unison: they keep two folders of vCard and iCalendar files equal. A process a phase, as a user would run them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meetingAt, personAt } from '../pages';
import type { Size } from '../phases';

export type FileRival = 'vdirsyncer' | 'unison';

export interface FileLine {
  readonly phase: 'initial' | 'nochange' | 'delta' | 'match';
  readonly cpu: number;
  readonly wall: number;
}

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`;

function card(n: number): string {
  const { givenName, surname, companyName, jobTitle, emailAddresses, businessPhones, businessAddress: place } = personAt(n);
  const [work, home] = emailAddresses;
  return lines(
    ...['BEGIN:VCARD', 'VERSION:3.0', `UID:c${n}`, `N:${surname};${givenName};;;`, `FN:${givenName} ${surname}`, `ORG:${companyName}`],
    ...[`TITLE:${jobTitle}`, `EMAIL;TYPE=WORK:${work?.address}`, `EMAIL;TYPE=HOME:${home?.address}`, `TEL;TYPE=WORK:${businessPhones[0]}`],
    `ADR;TYPE=WORK:;;${place.street};${place.city};${place.state};${place.postalCode};${place.countryOrRegion}`,
    'END:VCARD',
  );
}

function appointment(n: number): string {
  const { subject, body, start, end, location, attendees } = meetingAt(n);
  const time = ({ dateTime }: { readonly dateTime: string }): string => `${dateTime.slice(0, 19).replace(/[-:]/g, '')}Z`;
  return lines(
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', 'BEGIN:VEVENT', `UID:e${n}`, 'DTSTAMP:20260301T090000Z'],
    ...[`DTSTART:${time(start)}`, `DTEND:${time(end)}`, `SUMMARY:${subject}`, `LOCATION:${location.displayName}`],
    `DESCRIPTION:${body.content}`.replace(/(.{72})/g, '$1\r\n '),
    ...attendees.map(({ emailAddress }) => `ATTENDEE;CN=${emailAddress.name}:\r\n mailto:${emailAddress.address}`),
    ...['END:VEVENT', 'END:VCALENDAR'],
  );
}

const kinds = [
  { name: 'contacts', extension: 'vcf', text: card, edit: (text: string, by: string) => text.replace(/TITLE:.*/, `TITLE:Edited ${by}`) },
  {
    name: 'events',
    extension: 'ics',
    text: appointment,
    edit: (text: string, by: string) => text.replace(/LOCATION:.*/, `LOCATION:Edited ${by}`),
  },
] as const;

type KindOf = (typeof kinds)[number];

/** User and system seconds of a command with all its children, as the shell counts them. */
function timed(command: string, env: Readonly<Record<string, string>>): Pick<FileLine, 'cpu' | 'wall'> {
  const script = `TIMEFORMAT='%U %S %R'; exec 3>&2; time (${command} >/dev/null 2>&1)`;
  const told = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', ...env } });
  const [user = 0, system = 0, wall = 0] = (told.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { cpu: user + system, wall };
}

function round(rival: FileRival, kind: KindOf, count: number): FileLine[] {
  const work = mkdtempSync(join(tmpdir(), 'instep-bench-'));
  const side = (name: string): string => join(work, name, 'main');
  try {
    for (const name of ['a', 'b']) mkdirSync(side(name), { recursive: true });
    for (let n = 0; n < count; n++) writeFileSync(join(side('a'), `${kind.name}-${n}.${kind.extension}`), kind.text(n));
    const { command, state, env } = rival === 'vdirsyncer' ? vdirsyncer(work, kind) : unison(work);
    const run = (phase: FileLine['phase']): FileLine => ({ phase, ...timed(command, env) });
    const done = [run('initial'), run('nochange')];
    if (readdirSync(side('b')).length !== count) throw new Error(`${rival} has not brought all ${kind.name} over`);
    for (const [name, offset] of [
      ['a', 3],
      ['b', 57],
    ] as const)
      readdirSync(side(name))
        .sort()
        .forEach((file, index) => {
          const path = join(side(name), file);
          if (index % 100 === offset) writeFileSync(path, kind.edit(readFileSync(path, 'utf8'), name));
        });
    done.push(run('delta'));
    rmSync(state, { recursive: true, force: true });
    if (rival === 'vdirsyncer') execFileSync('bash', ['-c', `yes | ${command.replace(/sync$/, 'discover')}`], { stdio: 'ignore' });
    return [...done, run('match')];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function vdirsyncer(work: string, { extension }: KindOf) {
  const storage = (name: string): string =>
    `[storage ${name}]\ntype = "filesystem"\npath = "${work}/${name}/"\nfileext = ".${extension}"\n`;
  const config = join(work, 'config');
  const state = join(work, 'status');
  writeFileSync(
    config,
    `[general]\nstatus_path = "${state}/"\n[pair p]\na = "a"\nb = "b"\ncollections = ["main"]\nconflict_resolution = "a wins"\n${storage('a')}${storage('b')}`,
  );
  execFileSync('bash', ['-c', `yes | vdirsyncer -c ${config} discover`], { stdio: 'ignore' });
  return { command: `vdirsyncer -c ${config} sync`, state, env: {} };
}

function unison(work: string) {
  const state = join(work, 'archives');
  mkdirSync(state);
  const command = `unison ${work}/a ${work}/b -batch -auto -silent -ui text -fastcheck true`;
  return { command, state, env: { UNISON: state, HOME: work } };
}

/** Contacts and events one after the other, added up. */
export function fileRival(rival: FileRival, size: Size): FileLine[] {
  const [contacts, events] = kinds.map((kind) => round(rival, kind, size[kind.name])) as [FileLine[], FileLine[]];
  return contacts.map((line, index) => ({
    phase: line.phase,
    cpu: line.cpu + (events[index]?.cpu ?? 0),
    wall: line.wall + (events[index]?.wall ?? 0),
  }));
}
