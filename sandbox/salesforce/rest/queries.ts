/** `/query`, `/queryAll` and their pages (wire-contracts 4.2). A cursor outlives the session that opened it. */

import type { PartAnswer } from '../../wire';
import { Refused } from '../refused';
import { type Found, run } from '../soql/run';
import { type Call, ok } from './call';

interface Cursor {
  readonly found: Found;
  readonly userId: string;
  readonly size: number;
  readonly openedAt: number;
  readonly path: string;
}

const mostOpen = 50;

export class Queries {
  readonly #cursors = new Map<string, Cursor>();
  #count = 0;

  clear(): void {
    this.#cursors.clear();
  }

  answer(call: Call): PartAnswer {
    const [kind = 'query', locator] = call.path;
    return locator === undefined ? this.#open(call, kind) : this.#page(call, locator);
  }

  #open(call: Call, kind: string): PartAnswer {
    const soql = call.query.get('q');
    if (soql === null) throw new Refused('MALFORMED_QUERY', 'SOQL statement not specified');
    const { org, access, at } = call;
    const found = run({ org, access, at, all: kind.toLowerCase() === 'queryall' }, soql);
    const size = pageSize(call);
    if (found.length <= size) return ok({ totalSize: found.total, done: true, records: found.records(0, found.length) });
    const id = `01g8d${String(++this.#count).padStart(10, '0')}AAA`;
    if (this.#cursors.size >= mostOpen) this.#cursors.delete(this.#cursors.keys().next().value ?? '');
    const path = `/services/data/${at}/query`;
    this.#cursors.set(id, { found, userId: access.userId, size, openedAt: org.world.clock.now(), path });
    return this.#rows(id, 0);
  }

  #page(call: Call, locator: string): PartAnswer {
    const [id = '', from] = locator.split('-');
    const cursor = this.#cursors.get(id);
    const life = call.org.number('salesforce.cursorLifeMs', 2 * 86_400_000);
    const alive = cursor && cursor.userId === call.access.userId && cursor.openedAt + life > call.org.world.clock.now();
    if (!alive || from === undefined) throw new Refused('INVALID_QUERY_LOCATOR', 'invalid query locator');
    return this.#rows(id, Number(from));
  }

  #rows(id: string, from: number): PartAnswer {
    const { found, size, path } = this.#cursors.get(id) as Cursor;
    const to = Math.min(found.length, from + size);
    const done = to >= found.length;
    const next = done ? {} : { nextRecordsUrl: `${path}/${id}-${to}` };
    return ok({ totalSize: found.total, done, ...next, records: found.records(from, to) });
  }
}

/** 2000, or what the header wishes from 200 up; `salesforce.pageSize` makes pages smaller still. */
function pageSize(call: Call): number {
  const wish = /batchSize\s*=\s*(\d+)/i.exec(call.header('sforce-query-options') ?? '')?.[1];
  const size = wish === undefined ? 2000 : Math.min(2000, Math.max(200, Number(wish)));
  return Math.max(1, Math.min(size, call.org.number('salesforce.pageSize', size)));
}
