/** Event and its invitees, as a plain org describes them. */
export const eventFields = `
  WhoId reference ->Contact,Lead as=Who list=Events
  WhatId reference ->Account,Opportunity as=What list=Events
  Subject combobox 255 name picks=Call;Email;Meeting;Send_Letter/Quote;Other
  Location string 255
  IsAllDayEvent boolean default
  ActivityDateTime datetime
  ActivityDate date
  DurationInMinutes int
  StartDateTime datetime
  EndDateTime datetime
  EndDate date ro
  Description textarea 32000 long
  AccountId reference ro ->Account as=Account
  OwnerId reference default ->User,Calendar as=Owner
  IsPrivate boolean default
  ShowAs picklist 40 restricted default picks=Busy*;OutOfOffice;Free
  IsChild boolean ro default
  IsGroupEvent boolean ro default
  GroupEventType picklist 40 ro restricted default picks=0*;1;2;3
  IsArchived boolean ro default
  RecurrenceActivityId reference ro ->Event list=RecurringEvents
  IsRecurrence boolean once default
  RecurrenceStartDateTime datetime
  RecurrenceEndDateOnly date
  RecurrenceTimeZoneSidKey picklist 40
  RecurrenceType picklist 40 restricted picks=RecursDaily;RecursEveryWeekday;RecursMonthly;RecursMonthlyNth;RecursWeekly;RecursYearly;RecursYearlyNth
  RecurrenceInterval int
  RecurrenceDayOfWeekMask int
  RecurrenceDayOfMonth int
  RecurrenceInstance picklist 40 restricted picks=First;Second;Third;Fourth;Last
  RecurrenceMonthOfYear picklist 40 restricted picks=January;February;March;April;May;June;July;August;September;October;November;December
  ReminderDateTime datetime
  IsReminderSet boolean default
  EventSubtype picklist 40 restricted once picks=Event*
  IsRecurrence2Exclusion boolean ro default
  Recurrence2PatternText textarea 512 once long
  Recurrence2PatternVersion picklist 40 ro restricted picks=1;2
  IsRecurrence2 boolean ro default
  IsRecurrence2Exception boolean ro default
  Recurrence2PatternStartDate datetime ro
  Recurrence2PatternTimeZone string 255 ro`;

export const eventRelationFields = `
  RelationId reference once ->Contact,Lead,User,Calendar as=Relation list=EventRelations
  EventId reference once ->Event as=Event list=EventRelations
  AccountId reference ro ->Account as=Account
  Status picklist 40 restricted default picks=New*;Declined;Accepted;Uninvited;Maybe
  RespondedDate datetime
  Response string 255`;
