/** Everything behind the demo page: the company, two reps with a device each, the admin, one time, one log. */
import type { Admin } from '../../../shared/device/admin';
import { demoSays } from '../../../shared/ui/texts/demo';
import { Diary } from './diary';
import { openLedger } from './ledgers';
import { httpOn, SignIns, salesforceOn } from './parts';
import { RepHome } from './repHome';
import { type Account, control, type Told } from './standIns';
import { DemoTime } from './time';

export interface DemoWorld {
  readonly told: Told;
  readonly time: DemoTime;
  readonly diary: Diary;
  readonly accounts: readonly Account[];
  readonly google: RepHome;
  readonly microsoft: RepHome;
  readonly admin: { readonly account: Account; readonly calls: Admin };
  /** The visitor has seen the sign-in run out, for the tour. */
  broken: boolean;
}

export const homeOf = (world: DemoWorld, account: Account, ledger: RepHome['ledger']): RepHome => new RepHome(account, ledger, world);

/** What an admin asks for is taken up in the rep's next cycle; in the demo that one begins at once. */
const waking = (admin: Admin, wake: () => void): Admin => {
  const then = async <T>(asked: Promise<T>): Promise<T> => {
    const got = await asked;
    wake();
    return got;
  };
  return {
    ...admin,
    reset: (...given) => then(admin.reset(...given)),
    requestPreview: (...given) => then(admin.requestPreview(...given)),
    saveConfiguration: (...given) => then(admin.saveConfiguration(...given)),
    assign: (...given) => then(admin.assign(...given)),
    unassign: (...given) => then(admin.unassign(...given)),
  };
};

export async function openWorld(): Promise<DemoWorld> {
  const time = new DemoTime();
  const [told, accounts] = await Promise.all([control.told(), control.accounts(), time.agree()]);
  const diary = new Diary(time.now);
  const around = { told, time, diary };
  const repOf = async (mailbox: Account['mailbox']): Promise<RepHome> => {
    const account = accounts.find((one) => one.role === 'rep' && one.mailbox === mailbox);
    if (!account) throw new Error(`The company has no rep with a ${mailbox} mailbox.`);
    return new RepHome(account, await openLedger(told.company, account.id), around);
  };
  const boss = accounts.find(({ role }) => role === 'admin');
  if (!boss) throw new Error('The company has no admin.');
  const http = httpOn({
    ...around,
    signIns: new SignIns(boss.email),
    log: () => undefined,
    fetch: (...given) => fetch(...given),
    count: () => undefined,
  });
  const [google, microsoft] = await Promise.all([repOf('google'), repOf('microsoft')]);
  diary.write(demoSays('log begin', { google: google.account.name, microsoft: microsoft.account.name, admin: boss.name }));
  google.wake();
  microsoft.wake();
  const wake = (): void => {
    for (const home of [google, microsoft]) home.wake();
  };
  return { ...around, accounts, google, microsoft, broken: false, admin: { account: boss, calls: waking(salesforceOn(http).admin, wake) } };
}

/** The company anew: the page is loaded again, and with the new company's name everybody begins with nothing. */
export async function resetCompany(world: DemoWorld): Promise<void> {
  for (const home of [world.google, world.microsoft]) home.kill();
  await control.fault({ clear: true });
  await control.seed();
  for (const home of [world.google, world.microsoft]) await home.ledger.wipe();
  location.reload();
}
