/** Ledgers in pages of a real Chromium, called from here: the same suite runs on the browser's own IndexedDB. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../../shared/core/model';
import type { Glance, Ledger, LedgerChange, LedgerMeta } from '../../shared/core/ports';
import type { Limits } from '../../shared/ledger/store';
import type { LedgerPage } from './ledgerPage';

const origin = 'http://ledger.example/';

export async function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

export async function bundleOf(entry: string): Promise<string> {
  const lib = { entry: new URL(entry, import.meta.url).pathname, formats: ['iife' as const], name: 'page' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib } });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (chunk?.type !== 'chunk') throw new Error(`no bundle of ${entry}`);
  return chunk.code;
}

/** One profile, so one IndexedDB; each page is a context of its own, and may die at any time. */
export class Profile {
  private constructor(private readonly context: BrowserContext) {}

  static async in(browser: Browser, script: string): Promise<Profile> {
    const context = await browser.newContext();
    await context.route(`${origin}**`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Ledger</title><script>${script.replaceAll('</script', '<\\/script')}</script>`,
      }),
    );
    return new Profile(context);
  }

  async page(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(origin);
    return page;
  }

  /** A page without a ledger yet. */
  async ledger(): Promise<LedgerInPage> {
    const page = await this.page();
    const ledger = new LedgerInPage(page);
    await page.exposeFunction('told', (touched: readonly Ref[]) => ledger.hear(touched));
    return ledger;
  }
}

declare const ledgerPage: LedgerPage;

export class LedgerInPage implements Ledger {
  readonly #listeners = new Set<(touched: readonly Ref[]) => void>();

  constructor(private readonly page: Page) {}

  /** Whatever was in this page dies, without a chance to put anything in order. */
  async open(name: string, limits: Partial<Limits>): Promise<void> {
    this.#listeners.clear();
    await this.page.goto(origin);
    await this.page.evaluate(([name, limits]) => ledgerPage.open(name, limits), [name, limits] as const);
  }

  async leave(): Promise<void> {
    this.#listeners.clear();
    await this.page.goto('about:blank');
  }

  hear(touched: readonly Ref[]): void {
    for (const listener of this.#listeners) listener(touched);
  }

  async breaks(change: LedgerChange): Promise<void> {
    await this.page.evaluate(() => ledgerPage.breakNextPut());
    await this.commit(change);
  }

  async #call<T>(method: keyof Ledger, ...args: readonly unknown[]): Promise<T> {
    return (await this.page.evaluate(([method, args]) => ledgerPage.call(method, args), [method, args] as const)) as T;
  }

  meta = (): Promise<LedgerMeta> => this.#call('meta');
  commit = (change: LedgerChange): Promise<void> => this.#call('commit', change);
  rows = (refs: readonly Ref[]): Promise<readonly (Row | null)[]> => this.#call('rows', refs);
  pairsOf = (refs: readonly Ref[]): Promise<readonly (Pair | null)[]> => this.#call('pairsOf', refs);
  pairs = (ids: readonly string[]): Promise<readonly (Pair | null)[]> => this.#call('pairs', ids);
  glance = (refs: readonly Ref[]): Promise<readonly Glance[]> => this.#call('glance', refs);
  dirty = (limit: number): Promise<readonly Ref[]> => this.#call('dirty', limit);
  dirtyCount = (): Promise<number> => this.#call('dirtyCount');
  lookup = (side: Side, kind: Kind, keys: readonly string[]): Promise<readonly Ref[]> => this.#call('lookup', side, kind, keys);
  notNamed = (side: Side, kind: Kind, round: string): Promise<readonly Ref[]> => this.#call('notNamed', side, kind, round);
  ofSeries = (id: ItemId): Promise<readonly Ref[]> => this.#call('ofSeries', id);
  scan = (side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]> =>
    this.#call('scan', side, kind, after, limit);
  refs = (side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Ref[]> =>
    this.#call('refs', side, kind, after, limit);
  troubled = (now: Instant | null): Promise<readonly Ref[]> => this.#call('troubled', now);
  count = (side: Side, kind: Kind): Promise<number> => this.#call('count', side, kind);
  pairCount = (kind: Kind): Promise<number> => this.#call('pairCount', kind);
  toTell = (limit: number): Promise<readonly string[]> => this.#call('toTell', limit);
  history = (query: Parameters<Ledger['history']>[0]): Promise<readonly HistoryEntry[]> => this.#call('history', query);
  trimHistory = (before: Instant): Promise<void> => this.#call('trimHistory', before);
  wipe = (): Promise<void> => this.#call('wipe');

  onChange(listener: (touched: readonly Ref[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
