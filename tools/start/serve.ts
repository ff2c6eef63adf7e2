/** `npm start` without `--once`: stand-ins in a process of their own, one page in front of them, until Ctrl-C. */
import type { Provider } from '../../shared/core/model';
import { openCompany } from './company';
import { startFront } from './front';
import type { Options } from './options';
import { lazyOutlook } from './outlook';
import { freePorts } from './ports';
import { PortInUse, type StandIns, startStandIns } from './standIns';

const usual = 4400;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

export async function serve(options: Options): Promise<void> {
  const company = openCompany(options.fresh);
  if (company.keep === undefined) say('This folder cannot be written to: what you do here is forgotten when you stop.');
  const first = options.port ?? usual;
  const outlook = lazyOutlook();
  const site = import('./site').then(({ buildSite }) => buildSite());
  const front = await startFront({
    port: first,
    standIns: () => filled,
    site,
    told: ({ urls }) => ({ company: company.name(), urls }),
    outlook: async () => outlook.open(await filled, front.url),
    onControl: (path, method) => path === '/control/seed' && method === 'POST' && company.renew(),
  });
  const opening = openStandIns(first === 0 ? 0 : front.port + 1, company.keep);
  const filled = opening.then(async (standIns) => {
    await importGiven(options, standIns);
    return standIns;
  });
  // Both are awaited below; until then a failure of one must not end the process before the other is closed.
  for (const one of [site, filled]) one.catch(() => {});
  const close = async (): Promise<void> => {
    await Promise.all([front.close(), outlook.close(), opening.then((standIns) => standIns.close()).catch(() => {})]);
  };
  const end = (): void => void close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await site;
    if (first !== 0 && front.port !== first) say(`Port ${first} is taken, so this is another one.`);
    say(`Instep demo: open ${front.url}`);
    const { urls } = await filled;
    say('A made-up company with two reps and an admin. Everything runs on this computer.');
    say(`Stand-ins: Salesforce ${urls.salesforce}, Graph ${urls.graph}, Google ${urls.google}. Ctrl-C ends everything.`);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Somebody may take a port between looking and using it: then the next ones. */
async function openStandIns(first: number, keep: string | undefined, tries = 3): Promise<StandIns> {
  const [salesforce = 0, graph = 0, google = 0] = await freePorts(first, 3);
  try {
    const ports = { control: 0, salesforce, graph, google };
    return await startStandIns({ seed: 'company', ports, ...(keep === undefined ? {} : { keep }) });
  } catch (error) {
    if (error instanceof PortInUse && tries > 1) return openStandIns(first, keep, tries - 1);
    throw error;
  }
}

async function importGiven(options: Options, standIns: StandIns): Promise<void> {
  const files = [...options.contacts, ...options.calendars];
  if (files.length === 0) return;
  const { demoRep, importFiles } = await import('./once');
  const provider: Provider = options.provider ?? 'microsoft';
  const user = await demoRep(standIns, provider);
  const { contacts, events, unreadable } = await importFiles(standIns, user, provider, files);
  say(`Put ${contacts} contacts and ${events} events into the mailbox of ${user}. Nothing left this computer.`);
  for (const { file, item, why } of unreadable) say(`Could not be read: ${item} in ${file}: ${why}`);
}
