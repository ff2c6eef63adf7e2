/** The company's people as users, with the profiles and permission sets that give them their rights. */
import { type Account, ORG_ID } from '../world';
import { adminPermissions, files } from './access';
import type { Org } from './org';
import { customPermissions } from './schema/metadata';
import type { Row } from './store/table';

const administrator = 'System Administrator';

const flagsOf = (permissions: readonly string[]) =>
  Object.fromEntries(
    [...new Set([...adminPermissions, ...permissions])].map((name) => [`Permissions${name}`, permissions.includes(name)] as const),
  );

export class People {
  #known: readonly Account[] = [];

  constructor(private readonly org: Org) {}

  /** Brings users in line with the world's accounts; cheap when nothing has changed. */
  sync(): void {
    const { accounts } = this.org.world;
    if (accounts.length === this.#known.length && accounts.at(-1) === this.#known.at(-1) && accounts[0] === this.#known[0]) return;
    if (this.org.store.table('Organization').rows.size === 0) this.#found();
    const gone = new Set(this.#known.map((each) => each.id));
    for (const account of accounts) {
      gone.delete(account.id);
      this.#hire(account);
    }
    for (const id of gone) {
      const user = this.org.store.get('User', id);
      if (user) this.org.store.change('User', user, { IsActive: false });
    }
    this.#known = [...accounts];
    this.org.forgetAccess();
  }
  forget(): void {
    this.#known = [];
  }

  /** The org itself, before anybody works there. */
  #found(): void {
    this.org.plant('Organization', {
      Id: ORG_ID,
      Name: 'Instep Sandbox',
      InstanceName: 'SBX1',
      IsSandbox: true,
      OrganizationType: 'Enterprise Edition',
      TimeZoneSidKey: 'Europe/Berlin',
      LanguageLocaleKey: 'en_US',
    });
    const sets = files().map((file) => ({
      file,
      row: this.org.plant('PermissionSet', {
        Name: file.name,
        Label: file.label,
        IsOwnedByProfile: false,
        IsCustom: true,
        ...flagsOf(file.user),
      }),
    }));
    for (const name of customPermissions()) {
      const permission = this.org.plant('CustomPermission', { DeveloperName: name, MasterLabel: name.replace('_', ' ') });
      for (const { file, row } of sets) {
        if (!file.custom.includes(name)) continue;
        this.org.plant('SetupEntityAccess', { ParentId: row.Id, SetupEntityId: permission.Id, SetupEntityType: 'CustomPermission' });
      }
    }
  }

  #hire(account: Account): void {
    const profile = this.#profile(account.role === 'admin' ? administrator : account.profile);
    const [first = '', ...rest] = account.name.split(' ');
    const last = rest.length ? rest.join(' ') : first;
    const fields = {
      Username: account.email,
      Email: account.email,
      Name: account.name,
      FirstName: rest.length ? first : null,
      LastName: last,
      Alias: last.slice(0, 8).toLowerCase(),
      IsActive: true,
      ProfileId: profile.Id,
      UserType: 'Standard',
      TimeZoneSidKey: account.timeZone,
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
    };
    const known = this.org.store.get('User', account.id);
    if (known) {
      this.org.store.change('User', known, fields);
      return;
    }
    this.org.plant('User', { Id: account.id, ...fields });
    const own = this.org.store.table('PermissionSet').having('ProfileId', [profile.Id])[0];
    if (own) this.org.plant('PermissionSetAssignment', { PermissionSetId: own.Id, AssigneeId: account.id });
    const given = { admin: ['Instep_Rep', 'Instep_Admin'], rep: ['Instep_Rep'], user: [] }[account.role];
    for (const name of given) this.assign(account.id, name);
  }

  #profile(name: string): Row {
    const called = name === '' ? 'Standard User' : name;
    const known = this.org.store.table('Profile').having('Name', [called])[0];
    if (known) return known;
    const permissions = called === administrator ? adminPermissions : ['ApiEnabled'];
    const profile = this.org.plant('Profile', { Name: called, UserType: 'Standard', ...flagsOf(permissions) });
    const own = { Name: `X${profile.Id}`, Label: called, IsOwnedByProfile: true, IsCustom: false, ProfileId: profile.Id };
    this.org.plant('PermissionSet', { ...own, ...flagsOf(permissions) });
    return profile;
  }

  #set(name: string): Row | undefined {
    return this.org.store.table('PermissionSet').having('Name', [name])[0];
  }
  assign(userId: string, permissionSet: string): void {
    const set = this.#set(permissionSet);
    if (!set || this.#assignment(userId, set.Id)) return;
    this.org.plant('PermissionSetAssignment', { PermissionSetId: set.Id, AssigneeId: userId });
    this.org.forgetAccess();
  }
  unassign(userId: string, permissionSet: string): void {
    const set = this.#set(permissionSet);
    const row = set && this.#assignment(userId, set.Id);
    if (row) this.org.store.remove('PermissionSetAssignment', row);
    this.org.forgetAccess();
  }
  #assignment(userId: string, setId: string): Row | undefined {
    return this.org.store
      .table('PermissionSetAssignment')
      .having('AssigneeId', [userId])
      .find((each) => each.PermissionSetId === setId);
  }
  /** Names of the permission sets of a user, and whether the profile is the administrator's. */
  rightsOf(userId: string): { readonly sets: readonly string[]; readonly isAdministrator: boolean } {
    const rows = this.org.store.table('PermissionSetAssignment').having('AssigneeId', [userId]);
    const sets = rows.map((each) => String(this.org.store.get('PermissionSet', String(each.PermissionSetId))?.Name ?? ''));
    const profile = this.org.store.get('Profile', String(this.org.store.get('User', userId)?.ProfileId ?? ''));
    return { sets, isAdministrator: profile?.Name === administrator };
  }
}
