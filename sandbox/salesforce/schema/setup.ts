/** Users and what grants them rights; the org itself; and a few objects that only serve as targets. */
export const userFields = `
  Username string 80 required lookup
  LastName string 80 required in=Name
  FirstName string 40 in=Name
  Name string 121 ro name
  Email email 128 required lookup
  Alias string 8
  IsActive boolean default
  ProfileId reference ->Profile as=Profile
  UserRoleId reference ->UserRole as=UserRole
  ManagerId reference ->User as=Manager
  UserType picklist 40 ro picks=Standard*
  Title string 80
  Department string 80
  Phone phone 40
  TimeZoneSidKey picklist 40
  LocaleSidKey picklist 40
  LanguageLocaleKey picklist 40
  SmallPhotoUrl url 1024 ro
  LastLoginDate datetime ro`;

const permissions = `
  PermissionsApiEnabled boolean ro default
  PermissionsManageUsers boolean ro default
  PermissionsAssignPermissionSets boolean ro default
  PermissionsViewSetup boolean ro default
  PermissionsViewAllData boolean ro default
  PermissionsModifyAllData boolean ro default`;

export const profileFields = `
  Name string 255 ro name
  UserType picklist 40 ro picks=Standard*
  Description string 255 ro
  ${permissions}`;

export const permissionSetFields = `
  Name string 80 ro name
  Label string 80 ro
  IsOwnedByProfile boolean ro default
  IsCustom boolean ro default
  ProfileId reference ro ->Profile as=Profile
  Description string 255 ro
  ${permissions}`;

export const assignmentFields = `
  PermissionSetId reference once required ->PermissionSet as=PermissionSet list=Assignments
  AssigneeId reference once required ->User as=Assignee list=PermissionSetAssignments`;

export const setupAccessFields = `
  ParentId reference ro ->PermissionSet as=Parent list=SetupEntityAccessItems
  SetupEntityId string 18 ro
  SetupEntityType picklist 40 ro picks=CustomPermission`;

export const customPermissionFields = `
  DeveloperName string 80 ro name
  MasterLabel string 80 ro
  NamespacePrefix string 15 ro`;

export const organizationFields = `
  Name string 80 ro name
  InstanceName string 5 ro
  IsSandbox boolean ro default
  OrganizationType picklist 40 ro
  NamespacePrefix string 15 ro
  TimeZoneSidKey picklist 40 ro
  LanguageLocaleKey picklist 40 ro`;

export const recordTypeFields = `
  Name string 80 required name
  DeveloperName string 80 required
  SobjectType picklist 40
  IsActive boolean default
  IsPersonType boolean ro default`;

export const opportunityFields = `
  AccountId reference ->Account as=Account list=Opportunities
  ContactId reference once ->Contact as=Contact
  IsPrivate boolean default
  Name string 120 required name
  Description textarea 32000 long
  StageName picklist 255 required picks=Prospecting;Qualification;Closed_Won;Closed_Lost
  Amount currency
  Probability percent
  CloseDate date required
  Type picklist 255
  NextStep string 255
  LeadSource picklist 255
  TotalOpportunityQuantity double
  ForecastCategoryName picklist 40
  OwnerId reference default ->User as=Owner`;

export const taskFields = `
  WhoId reference ->Contact,Lead as=Who list=Tasks
  WhatId reference ->Account,Opportunity as=What list=Tasks
  Subject combobox 255 name
  ActivityDate date
  Status picklist 255 picks=Not_Started*;In_Progress;Completed
  Priority picklist 255 picks=High;Normal*;Low
  Description textarea 32000 long
  OwnerId reference default ->User as=Owner`;
