/**
 * The real add-in in an Outlook-like page, for whoever asks for it: built into a temporary folder, served over https because
 * Office.js trusts no host without. The page comes with a throw-away certificate, so it has a window of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServedOutlook } from '../../sandbox/hosts/outlook/serve';
import type { StandIns } from './standIns';

export interface Outlook {
  /** Its address; the first call builds and starts it. */
  open(standIns: Pick<StandIns, 'urls'>, front: string): Promise<string>;
  close(): Promise<void>;
}

interface Running {
  readonly served: ServedOutlook;
  readonly folder: string;
}

const officeJs = fileURLToPath(new URL('../../node_modules/@microsoft/office-js/dist', import.meta.url));

async function begin({ urls }: Pick<StandIns, 'urls'>, front: string): Promise<Running> {
  const [{ build }, { addinConfig }, { developmentId }, { serveOutlook }] = await Promise.all([
    import('vite'),
    import('../../addin/vite'),
    import('../../manifests/outlook/source'),
    import('../../sandbox/hosts/outlook/serve'),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'instep-addin-'));
  const url = 'https://addin.instep.example/addin/';
  const options = { id: developmentId, version: '0.1.0', url, standIns: ['http://localhost:*'], settings: {}, outDir: folder };
  await build({ ...addinConfig(options), configFile: false, logLevel: 'error' });
  // Graph and its sign-in through the front: a browser would ask about each port's certificate.
  const settings = {
    entra: { clientId: '11111111-2222-4333-8444-555555555555', authority: `${front}/common` },
    salesforce: { clientId: 'instep-salesforce-client', login: urls.salesforce },
    origins: { 'https://graph.microsoft.com': front, 'https://brightwater.my.salesforce.com': urls.salesforce },
  };
  const served = await serveOutlook({ urls: { control: urls.control, graph: front }, addin: folder, officeJs, settings });
  return { served, folder };
}

export function lazyOutlook(): Outlook {
  let running: Promise<Running> | null = null;
  return {
    async open(standIns, front) {
      running ??= begin(standIns, front);
      return `${(await running).served.url}/outlook/`;
    },
    async close() {
      const { served, folder } = (await running?.catch(() => null)) ?? {};
      await served?.close();
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
