/** Records into the stand-in's Salesforce, through its own API, each as the user who owns it. */
import { Door, listOf, textIn } from '../import/door';
import type { Vendor, World } from '../world';

export type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** "sObject Collections": at most 200 records a call. */
const MOST = 200;

export class Records {
  readonly #doors = new Map<string, Door>();
  constructor(
    private readonly world: World,
    private readonly vendor: Vendor,
  ) {}

  #door(user: string): Door {
    let door = this.#doors.get(user);
    if (!door) {
      door = new Door(this.world, this.vendor, user, { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' });
      this.#doors.set(user, door);
    }
    return door;
  }

  /** Ids in the order of the records. @throws when Salesforce refuses one: the company must be whole. */
  async insert(user: string, type: string, records: readonly Fields[]): Promise<string[]> {
    const ids: string[] = [];
    for (let from = 0; from < records.length; from += MOST) {
      const some = records.slice(from, from + MOST).map((fields) => ({ attributes: { type }, ...fields }));
      const answer = await this.#door(user).list('POST', '/services/data/v67.0/composite/sobjects', { allOrNone: false, records: some });
      for (const [index, result] of answer.entries()) {
        if (result['success'] !== true)
          throw new Error(`Salesforce refused the ${type} ${JSON.stringify(some[index])}: ${JSON.stringify(listOf(result['errors'])[0])}`);
        ids.push(textIn(result, 'id'));
      }
    }
    return ids;
  }
  async insertOne(user: string, type: string, fields: Fields): Promise<string> {
    return (await this.insert(user, type, [fields]))[0] ?? '';
  }
}
