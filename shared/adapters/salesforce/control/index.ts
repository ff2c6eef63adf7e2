/** The control plane port on Salesforce: a handful of custom objects, guarded by their own rules. */
import type { ControlPlane } from '../../../core/ports';
import type { Asking } from '../asking';
import type { Identity } from '../identity';
import { answerRequest, reconnected } from './answers';
import { Desk } from './desk';
import { instructions } from './instructions';
import { releaseLease, takeLease } from './lease';
import { Reporting } from './report';
import { Sharing } from './share';

export function controlOn(asking: Asking, provider: 'microsoft' | 'google' | null, identity: () => Promise<Identity>): ControlPlane {
  const desk = new Desk(asking, provider, identity);
  const sharing = new Sharing(desk);
  const reporting = new Reporting(desk);
  return {
    instructions: () => instructions(desk),
    takeLease: (device, until, force = false) => takeLease(desk, device, until, force),
    releaseLease: (deviceId) => releaseLease(desk, deviceId),
    sharedSince: (version) => sharing.since(version),
    share: (deviceId, shared) => sharing.share(deviceId, shared),
    report: (report) => reporting.report(report),
    answer: (request) => answerRequest(desk, request),
    reconnected: () => reconnected(desk),
  };
}
