/**
 * What a company's own copy of the add-in must know: `settings.json` beside the pages, written at build and editable afterwards.
 * Origins of stand-ins count only in builds that were made for them, so that no file can lead tokens of a released build elsewhere.
 */
import * as v from 'valibot';

const web = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
);

const schema = v.object({
  entra: v.object({ clientId: v.string(), authority: v.optional(web, 'https://login.microsoftonline.com/common') }),
  salesforce: v.object({ clientId: v.string(), login: v.optional(web, 'https://login.salesforce.com') }),
  /** Vendor's origin → stand-in's origin. */
  origins: v.optional(v.record(v.string(), web), {}),
});

export type Settings = v.InferOutput<typeof schema>;

declare const __INSTEP_STAND_INS__: boolean;
export const standInsAllowed: boolean = __INSTEP_STAND_INS__;

export async function loadSettings(): Promise<Settings> {
  const answer = await fetch(new URL('../settings.json', document.baseURI), { cache: 'no-cache' });
  const settings = v.parse(schema, await answer.json());
  if (standInsAllowed) return settings;
  const { protocol } = new URL(settings.entra.authority);
  if (protocol !== 'https:' || !settings.salesforce.login.startsWith('https://')) throw new Error('settings.json: sign-in needs https');
  return { ...settings, origins: {} };
}
