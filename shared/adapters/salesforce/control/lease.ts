/**
 * The right to run cycles (SYN7). Salesforce decides: every change of the lease raises its number by exactly one, so of two
 * devices that read the same number the second is refused by a validation rule.
 */
import type { Instant } from '../../../core/model';
import { Failed } from '../../../core/ports';
import { failureOf, isOk, type PartAnswer, plainPart, verdictOf } from '../composite';
import { type Desk, isRefused } from './desk';
import type { RepRecord } from './rep';

/** A lease ends within a day, says the control plane. */
const longestMs = 23 * 3_600_000;

interface Device {
  readonly id: string;
  readonly name: string;
}

const stamp = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export async function takeLease(desk: Desk, device: Device, until: Instant, force: boolean): Promise<boolean> {
  const now = desk.asking.http.clock.now();
  const ends = Math.min(until, now + longestMs);
  let rep = await desk.current();
  for (let attempt = 0; attempt < 2; attempt++) {
    const held = rep?.lease && rep.lease.holder !== device.id && rep.lease.until > now;
    if (held && !force) return false;
    const answer = await set(desk, rep, {
      LeaseHolder__c: device.id.slice(0, 64),
      LeaseName__c: device.name.slice(0, 120),
      LeaseUntil__c: stamp(ends),
      ...(held && rep ? { LeaseOverrides__c: rep.leaseNumber } : {}),
    });
    if (isOk(answer)) {
      if (!rep) await desk.again();
      else desk.saw({ ...rep, leaseNumber: rep.leaseNumber + 1, lease: { holder: device.id, name: device.name, until: ends } });
      return true;
    }
    if (!isRefused(answer)) throw new Failed(failureOf(verdictOf(answer)));
    // Somebody was faster; or it was ourselves, and the answer got lost.
    rep = await desk.again();
    if (rep?.lease?.holder === device.id && stamp(rep.lease.until) === stamp(ends)) return true;
  }
  return false;
}

/** A record that is not there yet begins with its first lease. */
async function set(desk: Desk, rep: RepRecord | null, lease: Readonly<Record<string, unknown>>): Promise<PartAnswer> {
  const { composite } = desk.asking;
  if (rep) return composite.one(plainPart('PATCH', `/sobjects/Instep_Rep__c/${rep.id}`, { LeaseNumber__c: rep.leaseNumber + 1, ...lease }));
  const { path, body } = await desk.birth({ LeaseNumber__c: 1, ...lease });
  return composite.one(plainPart('PATCH', path, body));
}

export async function releaseLease(desk: Desk, deviceId: string): Promise<void> {
  const rep = await desk.current();
  if (rep?.lease?.holder !== deviceId) return;
  const answer = await set(desk, rep, { LeaseHolder__c: null, LeaseName__c: null, LeaseUntil__c: null });
  if (isOk(answer)) desk.saw({ ...rep, leaseNumber: rep.leaseNumber + 1, lease: null });
  else if (isRefused(answer)) await desk.again();
  else throw new Failed(failureOf(verdictOf(answer)));
}
