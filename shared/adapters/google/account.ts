/** What all of the Google adapter's parts share: where the two services are, and the groups once they are known. */
import type { GenericSchema } from 'valibot';
import { Failed } from '../../core/ports';
import type { Answer, Call, Http } from '../http';
import { type Groups, listGroups } from './groups';

const calendarRoot = 'https://www.googleapis.com/calendar/v3';
const peopleRoot = 'https://people.googleapis.com/v1';

type Ask<T> = Omit<Call<T>, 'service' | 'url'>;

export class GoogleAccount {
  #groups: Groups | null = null;
  /** Keys of creates of contacts whose answer was lost. */
  readonly doubtful = new Set<string>();
  /** Whether what an earlier run of this device may have created was looked for. */
  looked = false;

  constructor(
    readonly http: Http,
    readonly pageSizes: { readonly contacts: number; readonly events: number },
  ) {}

  askPeople<T>(path: string, call: Ask<T>): Promise<Answer<T>> {
    return this.http.send({ ...call, service: 'people', url: peopleRoot + path });
  }
  askCalendar<T>(path: string, call: Ask<T>): Promise<Answer<T>> {
    return this.http.send({ ...call, service: 'calendar', url: calendarRoot + path });
  }
  /** For what cannot be gone or in conflict. */
  async people<T>(path: string, schema: GenericSchema<unknown, T>): Promise<T> {
    return expectOk(await this.askPeople(path, { schema }));
  }
  async calendar<T>(path: string, schema: GenericSchema<unknown, T>): Promise<T> {
    return expectOk(await this.askCalendar(path, { schema }));
  }

  async freshGroups(): Promise<Groups> {
    this.#groups = await listGroups(this);
    return this.#groups;
  }
  /** @throws Failed `folder missing` when `Salesforce Sync` is not there (CON1). */
  async groups(): Promise<Groups> {
    const groups = this.#groups ?? (await this.freshGroups());
    if (groups.folder === '') throw new Failed({ kind: 'folder missing' });
    return groups;
  }
  knowGroups(groups: Groups): void {
    this.#groups = groups;
  }
}

export function expectOk<T>(answer: Answer<T>): T {
  if (answer.kind === 'ok') return answer.data;
  throw new Failed({ kind: 'unexpected answer', system: 'google', detail: `answered ${answer.status}` });
}
