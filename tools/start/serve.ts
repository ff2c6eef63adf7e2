/** `npm start` without `--once`: stand-ins in a process of their own, one page in front of them, until Ctrl-C. */
import type { Provider } from '../../shared/core/model';
import { openCompany } from './company';
import { type Front, startFront } from './front';
import { demoRep, importFiles } from './once';
import type { Options } from './options';
import { freePorts } from './ports';
import { buildSite } from './site';
import { PortInUse, type StandIns, startStandIns } from './standIns';

const usual = 4400;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

export async function serve(options: Options): Promise<void> {
  const company = openCompany(options.fresh);
  if (company.keep === undefined) say('This folder cannot be written to: what you do here is forgotten when you stop.');
  const first = options.port ?? usual;
  const site = buildSite();
  site.catch(() => {});
  const { standIns, port } = await startAll(first, company.keep);
  let front: Front | null = null;
  const end = async (): Promise<never> => {
    await Promise.all([front?.close(), standIns.close()]);
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await importGiven(options, standIns);
    await site;
    front = await startFront({
      port,
      standIns,
      site,
      told: () => ({ company: company.name(), urls: standIns.urls, provider: options.provider }),
      onControl: (path, method) => path === '/control/seed' && method === 'POST' && company.renew(),
    });
    tell(front, standIns, first);
  } catch (error) {
    await standIns.close();
    throw error;
  }
}

/** Somebody may take a port between looking and using it: then the next ones. */
async function startAll(first: number, keep: string | undefined, tries = 3): Promise<{ standIns: StandIns; port: number }> {
  const [port = 0, salesforce = 0, graph = 0, google = 0] = await freePorts(first, 4);
  try {
    const standIns = await startStandIns({
      seed: 'company',
      ports: { control: 0, salesforce, graph, google },
      ...(keep === undefined ? {} : { keep }),
    });
    return { standIns, port };
  } catch (error) {
    if (error instanceof PortInUse && tries > 1) return startAll(first, keep, tries - 1);
    throw error;
  }
}

async function importGiven(options: Options, standIns: StandIns): Promise<void> {
  const files = [...options.contacts, ...options.calendars];
  if (files.length === 0) return;
  const provider: Provider = options.provider ?? 'microsoft';
  const user = await demoRep(standIns, provider);
  const { contacts, events, unreadable } = await importFiles(standIns, user, provider, files);
  say(`Put ${contacts} contacts and ${events} events into the mailbox of ${user}. Nothing left this computer.`);
  for (const { file, item, why } of unreadable) say(`Could not be read: ${item} in ${file}: ${why}`);
}

function tell(front: Front, { urls }: StandIns, first: number): void {
  if (first !== 0 && front.port !== first) say(`Port ${first} is taken, so this is another one.`);
  say(`Instep demo: open ${front.url}`);
  say('A made-up company with two reps and an admin. Everything runs on this computer.');
  say(`Stand-ins: Salesforce ${urls.salesforce}, Graph ${urls.graph}, Google ${urls.google}. Ctrl-C ends everything.`);
}
