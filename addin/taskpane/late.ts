/** Salesforce before anybody has signed in there: every question says so, until the org's address is known. */
import type { ControlPlane, Crm } from '../../shared/core/ports';
import { Failed } from '../../shared/core/ports';

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/** Each call goes to whatever `get` gives at that moment; without it, the call is refused as signed out. */
function late<T extends object>(get: () => T | null, fixed: Partial<T>): T {
  return new Proxy(fixed as T, {
    get(target, name) {
      if (name in target || typeof name === 'symbol') return Reflect.get(target, name) as unknown;
      const now = get() as Methods | null;
      if (now && !(name in now)) return undefined;
      return (...args: readonly unknown[]) =>
        now?.[name]?.(...args) ?? Promise.reject(new Failed({ kind: 'signed out', system: 'salesforce' }));
    },
  });
}

export const lateCrm = (get: () => Crm | null): Crm => late<Crm>(get, { side: 'crm', recordUrl: (id) => get()?.recordUrl(id) ?? '' });

export const lateControl = (get: () => ControlPlane | null): ControlPlane => late<ControlPlane>(get, {});
