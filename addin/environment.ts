/** What the build takes from its environment; docs/outlook-deployment.md has the table. */
import { developmentId, developmentUrl } from '../manifests/outlook/source.ts';
import type { AddinOptions } from './vite';

type Environment = Readonly<Record<string, string | undefined>>;

export function addinOptions(env: Environment, version: string, standIns: readonly string[]): AddinOptions {
  const url = env.INSTEP_ADDIN_URL ?? developmentUrl;
  return {
    id: env.INSTEP_ADDIN_ID ?? developmentId,
    version,
    url: url.endsWith('/') ? url : `${url}/`,
    standIns,
    settings: {
      entra: {
        clientId: env.INSTEP_ENTRA_CLIENT_ID ?? '',
        authority: env.INSTEP_ENTRA_AUTHORITY ?? 'https://login.microsoftonline.com/common',
      },
      salesforce: {
        clientId: env.INSTEP_SALESFORCE_CLIENT_ID ?? '',
        login: env.INSTEP_SALESFORCE_LOGIN ?? 'https://login.salesforce.com',
      },
    },
    ...(env.INSTEP_OUT_DIR ? { outDir: env.INSTEP_OUT_DIR } : {}),
  };
}
