/** Registrations of this build: filled in when the package is made, so that an organisation can use its own (docs/connect.md). */
import type { Registrations } from '../../environment';

declare const __INSTEP_REGISTRATIONS__: Registrations;

export const registrations: Registrations = __INSTEP_REGISTRATIONS__;

export { googleScopes } from '../../environment';

/** `api refresh_token`: records, and staying signed in. Nothing else of the org. */
export const salesforceScopes = ['api', 'refresh_token', 'openid'];
