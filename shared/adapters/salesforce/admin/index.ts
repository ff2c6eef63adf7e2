/** The admin pane's port on Salesforce: with the admin's own rights, so that Salesforce refuses whoever has none (RST1). */
import type { Admin } from '../../../device/admin';
import type { Asking } from '../asking';
import { isOk, queryPart } from '../composite';
import type { Identity } from '../identity';
import { resultOf, rowsOf } from '../query';
import { soql } from '../soql';
import { affected } from './affected';
import { assign, configurations, deleteConfiguration, findAssignees, saveConfiguration, unassign } from './configurations';
import { groupQuery, groupsIn, issues, pictures } from './issues';
import { Hops } from './pages';
import { rep, reps } from './reps';
import { cancel, dryRun, requestPreview, requests, reset } from './requests';

export function adminOn(asking: Asking, identity: () => Promise<Identity>): Admin {
  const { composite } = asking;
  const now = (): number => asking.http.clock.now();
  const hops = { reps: new Hops(), issues: new Hops() };

  /** The custom permission and Manage Users, from whatever profile or permission set they come. Fails closed. */
  async function me(): Promise<{ readonly name: string } | null> {
    const { userId, name } = await identity();
    const mine = soql`SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${userId}`;
    const answers = await composite.send([
      queryPart(
        soql`SELECT Id FROM SetupEntityAccess WHERE SetupEntityId IN (SELECT Id FROM CustomPermission WHERE DeveloperName = 'Instep_Admin') AND ParentId IN (${mine}) LIMIT 1`,
      ),
      queryPart(
        soql`SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${userId} AND PermissionSet.PermissionsManageUsers = true LIMIT 1`,
      ),
    ]);
    return answers.every((answer) => isOk(answer) && resultOf(answer).rows.length > 0) ? { name } : null;
  }

  return {
    me,
    reps: (query) => reps(composite, hops.reps, query, now()),
    rep: (userId) => rep(composite, userId, now()),
    issueGroups: async () => groupsIn(await rowsOf(composite, groupQuery)),
    issues: (query) => issues(composite, hops.issues, query),
    pictures: () => pictures(composite, now()),
    configurations: () => configurations(composite),
    saveConfiguration: (configuration) => saveConfiguration(composite, configuration),
    deleteConfiguration: (id) => deleteConfiguration(composite, id),
    affected: (configurationId, add) => affected(composite, configurationId, add),
    assign: (configurationId, to) => assign(composite, configurationId, to),
    unassign: (ids) => unassign(composite, ids),
    findAssignees: (text) => findAssignees(composite, text),
    requestPreview: (userIds, scope) => requestPreview(composite, userIds, scope),
    dryRun: (userId) => dryRun(composite, userId),
    reset: (userIds, scope, note) => reset(composite, userIds, scope, note),
    cancel: (requestId) => cancel(composite, requestId, now()),
    requests: (ids) => requests(composite, ids),
  };
}
