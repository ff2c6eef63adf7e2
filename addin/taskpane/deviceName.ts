/** How this device calls itself to the rep's other devices: an id that lasts, and where it is. */
import type { World } from '../../shared/core/ports';

declare const __INSTEP_VERSION__: string;
const name = 'instep-device';

const platforms: Readonly<Record<string, string>> = {
  OfficeOnline: 'Outlook on the web',
  PC: 'Outlook on Windows',
  Mac: 'Outlook on Mac',
};

export function deviceOf(platform: string): World['device'] {
  let id = localStorage.getItem(name);
  if (!id) {
    id = crypto.randomUUID();
    localStorage.setItem(name, id);
  }
  return { id, name: platforms[platform] ?? 'Outlook', version: __INSTEP_VERSION__ };
}
