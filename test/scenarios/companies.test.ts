/** Companies and accounts (CON3): a look-up that finds nothing, or fails, changes nothing (SYN2). */
import { account, contact, contactRecord, scenario } from './scenario';

const anna = { emails: ['anna@acme.test'], company: 'Acme' };

scenario('[CON3] the one account of that name is taken, whatever its case', {
  given: { crm: [account('ACME')], mailbox: [contact('Anna Berg', anna)] },
  then: { crm: { contacts: [{ 'Account.Name': 'ACME' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[CON3] no account matches: the contact syncs, the company stays as it is on both sides, and the rep may pick', {
  given: { crm: [account('Acme Holding')], mailbox: [contact('Anna Berg', anna)] },
  when: [{ mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: 'CEO', 'Account.Name': null }] },
    mailbox: { contacts: [{ company: 'Acme', title: 'CEO' }] },
    status: { 'Anna Berg': 'needs you: account not matched' },
    facts: { 'Anna Berg': { company: 'Acme', candidates: 1 } },
    actions: { 'Anna Berg': ['use account', 'leave account'] },
  },
});

scenario('[CON3] the rep picks a candidate', {
  given: { crm: [account('Acme Holding')], mailbox: [contact('Anna Berg', anna)] },
  when: [{ card: 'Anna Berg', act: { do: 'use account', account: 'Acme Holding' } }],
  then: {
    crm: { contacts: [{ 'Account.Name': 'Acme Holding' }] },
    mailbox: { contacts: [{ company: 'Acme Holding' }] },
    status: { 'Anna Berg': 'in step' },
  },
});

scenario('[CON3] the rep leaves it as it is: nobody is asked again', {
  given: { crm: [account('Acme Holding')], mailbox: [contact('Anna Berg', anna)] },
  when: [{ card: 'Anna Berg', act: { do: 'account', accountId: '' } }],
  then: { crm: { contacts: [{ 'Account.Name': null }] }, mailbox: { contacts: [{ company: 'Acme' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[CON3] two accounts of the same name are no clear match', {
  given: { crm: [account('Acme'), account('Acme')], mailbox: [contact('Anna Berg', anna)] },
  then: {
    crm: { contacts: [{ 'Account.Name': null }] },
    status: { 'Anna Berg': 'needs you: account not matched' },
    facts: { 'Anna Berg': { candidates: 2 } },
  },
});

scenario('[CON3] the company of a record reaches the mailbox', {
  given: { crm: [account('Acme'), contactRecord('Anna Berg', { Email: 'anna@acme.test' }, 'Acme')] },
  then: { mailbox: { contacts: [{ company: 'Acme' }] } },
});

scenario('[CON3] a company that was emptied in the mailbox takes no account away', {
  given: { crm: [account('Acme')], mailbox: [contact('Anna Berg', anna)] },
  when: [{ mailbox: 'edits', what: 'Anna Berg', set: { company: '', title: 'CEO' } }],
  then: {
    crm: { contacts: [{ 'Account.Name': 'Acme', Title: 'CEO' }] },
    mailbox: { contacts: [{ company: '' }] },
    status: { 'Anna Berg': 'in step' },
  },
});

scenario('[SYN2] a look-up of accounts that fails clears no company and no account, and is made good for', {
  given: { crm: [account('Acme'), account('Brightwater')], mailbox: [contact('Anna Berg', anna)] },
  when: [
    { weather: 'accounts cannot be asked' },
    { mailbox: 'edits', what: 'Anna Berg', set: { company: 'Brightwater' } },
    { minutes: 70 },
    'sync',
    { weather: 'fair' },
    { minutes: 70 },
  ],
  then: {
    crm: { contacts: [{ 'Account.Name': 'Brightwater' }] },
    mailbox: { contacts: [{ company: 'Brightwater' }] },
    status: { 'Anna Berg': 'in step' },
  },
});

scenario('[SYN2] while accounts cannot be asked, both sides keep what they have', {
  given: { crm: [account('Acme')], mailbox: [contact('Anna Berg', anna)] },
  when: [
    { weather: 'accounts cannot be asked' },
    { minutes: 70 },
    { mailbox: 'edits', what: 'Anna Berg', set: { company: 'Brightwater' } },
  ],
  then: { crm: { contacts: [{ 'Account.Name': 'Acme' }] }, mailbox: { contacts: [{ company: 'Brightwater' }] }, connection: 'waiting' },
});
