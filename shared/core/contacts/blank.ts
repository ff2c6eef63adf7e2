/** What a contact that Instep creates in the mailbox starts from. */
import { type Contact, emptyAddress } from '../model';

/** In the folder: a contact that came from Salesforce takes part (CON1). */
export const blankContact: Contact = {
  kind: 'contact',
  prefix: '',
  first: '',
  middle: '',
  last: '',
  suffix: '',
  nickname: '',
  company: '',
  department: '',
  title: '',
  emails: [],
  phones: [],
  workAddress: emptyAddress,
  homeAddress: emptyAddress,
  otherAddress: emptyAddress,
  birthday: '',
  assistant: '',
  manager: '',
  spouse: '',
  website: '',
  notes: '',
  categories: [],
  private: false,
  inFolder: true,
  keptOut: false,
};
