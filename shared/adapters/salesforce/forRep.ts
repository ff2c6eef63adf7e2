/** Salesforce as the engine knows it: the CRM and the control plane of one signed-in user, over one collector of requests. */
import type { ControlPlane, Crm } from '../../core/ports';
import { controlOn } from './control';
import { crmOn } from './crm';
import { type One, oneOf, type SalesforceOptions } from './one';

export interface SalesforceForRep {
  readonly crm: Crm;
  readonly control: ControlPlane;
}

export const repOn = ({ asking, who }: One, provider: SalesforceOptions['provider']): SalesforceForRep => ({
  crm: crmOn(asking, who),
  control: controlOn(asking, provider ?? null, who),
});

export const createForRep = (options: SalesforceOptions): SalesforceForRep => repOn(oneOf(options), options.provider);
