/** Contact, Lead and Account, as a plain org describes them. */
const address = (which: string) => `
  ${which}Street textarea 255 in=${which}Address
  ${which}City string 40 in=${which}Address
  ${which}State string 80 in=${which}Address
  ${which}PostalCode string 20 in=${which}Address
  ${which}Country string 80 in=${which}Address
  ${which}Latitude double in=${which}Address
  ${which}Longitude double in=${which}Address
  ${which}GeocodeAccuracy picklist 40 restricted picks=Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown in=${which}Address
  ${which}Address address ro`;

const clean = 'picks=Matched;Different;Acknowledged;NotFound;Inactive;Pending;SelectMatch;Skipped';

export const contactFields = `
  MasterRecordId reference ro ->Contact as=MasterRecord
  AccountId reference ->Account as=Account list=Contacts
  IsPersonAccount boolean ro default when=salesforce.personAccounts
  LastName string 80 required in=Name
  FirstName string 40 in=Name
  MiddleName string 40 in=Name when=salesforce.middleName
  Suffix string 40 in=Name when=salesforce.middleName
  Salutation picklist 40 picks=Mr.;Ms.;Mrs.;Dr.;Prof. in=Name
  Name string 121 ro name
  ${address('Other')}
  ${address('Mailing')}
  Phone phone 40
  Fax phone 40
  MobilePhone phone 40
  HomePhone phone 40
  OtherPhone phone 40
  AssistantPhone phone 40
  ReportsToId reference ->Contact as=ReportsTo
  Email email 80 lookup
  Title string 128
  Department string 80
  AssistantName string 40
  LeadSource picklist 255 picks=Web;Phone_Inquiry;Partner_Referral;Purchased_List;Other
  Birthdate date
  Description textarea 32000 long
  OwnerId reference default ->User as=Owner
  LastActivityDate date ro
  LastCURequestDate datetime ro
  LastCUUpdateDate datetime ro
  LastViewedDate datetime ro
  LastReferencedDate datetime ro
  EmailBouncedReason string 255
  EmailBouncedDate datetime
  IsEmailBounced boolean ro default
  PhotoUrl url 255 ro
  Jigsaw string 20
  JigsawContactId string 20 ro
  CleanStatus picklist 40 restricted ${clean}
  IndividualId reference ->Individual as=Individual`;

const person = 'when=salesforce.personAccounts';

export const accountFields = `
  MasterRecordId reference ro ->Account as=MasterRecord
  Name string 255 required name
  IsPersonAccount boolean ro default ${person}
  LastName string 80 ${person}
  FirstName string 40 ${person}
  Salutation picklist 40 picks=Mr.;Ms.;Mrs.;Dr.;Prof. ${person}
  PersonContactId reference ro ->Contact as=PersonContact ${person}
  PersonEmail email 80 lookup ${person}
  PersonTitle string 80 ${person}
  PersonDepartment string 80 ${person}
  PersonMobilePhone phone 40 ${person}
  PersonHomePhone phone 40 ${person}
  PersonOtherPhone phone 40 ${person}
  PersonAssistantName string 40 ${person}
  PersonAssistantPhone phone 40 ${person}
  PersonBirthdate date ${person}
  PersonLeadSource picklist 255 picks=Web;Phone_Inquiry;Partner_Referral;Purchased_List;Other ${person}
  PersonMailingStreet textarea 255 ${person}
  PersonMailingCity string 40 ${person}
  PersonMailingState string 80 ${person}
  PersonMailingPostalCode string 20 ${person}
  PersonMailingCountry string 80 ${person}
  PersonOtherStreet textarea 255 ${person}
  PersonOtherCity string 40 ${person}
  PersonOtherState string 80 ${person}
  PersonOtherPostalCode string 20 ${person}
  PersonOtherCountry string 80 ${person}
  Type picklist 255 picks=Prospect;Customer_-_Direct;Customer_-_Channel;Other
  RecordTypeId reference ->RecordType as=RecordType
  ParentId reference ->Account as=Parent list=ChildAccounts
  ${address('Billing')}
  ${address('Shipping')}
  Phone phone 40
  Fax phone 40
  AccountNumber string 40
  Website url 255
  PhotoUrl url 255 ro
  Sic string 20
  Industry picklist 255 picks=Agriculture;Banking;Construction;Consulting;Education;Energy;Engineering;Finance;Healthcare;Insurance;Manufacturing;Media;Retail;Technology;Other
  AnnualRevenue currency
  NumberOfEmployees int
  Ownership picklist 255 picks=Public;Private;Subsidiary;Other
  TickerSymbol string 20
  Description textarea 32000 long
  Rating picklist 255 picks=Hot;Warm;Cold
  Site string 80
  OwnerId reference default ->User as=Owner
  LastActivityDate date ro
  LastViewedDate datetime ro
  LastReferencedDate datetime ro
  Jigsaw string 20
  CleanStatus picklist 40 restricted ${clean}
  AccountSource picklist 255 picks=Web;Phone_Inquiry;Partner_Referral;Purchased_List;Other`;

export const leadFields = `
  MasterRecordId reference ro ->Lead as=MasterRecord
  LastName string 80 required in=Name
  FirstName string 40 in=Name
  Salutation picklist 40 picks=Mr.;Ms.;Mrs.;Dr.;Prof. in=Name
  Name string 121 ro name
  Title string 128
  Company string 255 required
  Email email 80 lookup
  Phone phone 40
  MobilePhone phone 40
  Fax phone 40
  Website url 255
  Street textarea 255
  City string 40
  State string 80
  PostalCode string 20
  Country string 80
  Description textarea 32000 long
  LeadSource picklist 255 picks=Web;Phone_Inquiry;Partner_Referral;Purchased_List;Other
  Status picklist 255 picks=Open_-_Not_Contacted*;Working_-_Contacted;Closed_-_Converted;Closed_-_Not_Converted
  Industry picklist 255
  Rating picklist 255 picks=Hot;Warm;Cold
  IsConverted boolean ro default
  ConvertedContactId reference ro ->Contact as=ConvertedContact
  OwnerId reference default ->User as=Owner
  LastActivityDate date ro`;

/** Field of the person's account → field of its contact. */
export const personFields: Readonly<Record<string, string>> = {
  LastName: 'LastName',
  FirstName: 'FirstName',
  Salutation: 'Salutation',
  Phone: 'Phone',
  Fax: 'Fax',
  Description: 'Description',
  ...Object.fromEntries(
    [
      'Email',
      'Title',
      'Department',
      'MobilePhone',
      'HomePhone',
      'OtherPhone',
      'AssistantName',
      'AssistantPhone',
      'Birthdate',
      'LeadSource',
      ...['Mailing', 'Other'].flatMap((which) => ['Street', 'City', 'State', 'PostalCode', 'Country'].map((part) => which + part)),
    ].map((name) => [`Person${name}`, name]),
  ),
};
