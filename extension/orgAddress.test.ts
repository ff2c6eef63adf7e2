import { expect, test } from 'vitest';
import { orgOf } from './orgAddress';

test.each([
  ['acme', 'https://acme.my.salesforce.com'],
  [' Acme-2.my.salesforce.com ', 'https://acme-2.my.salesforce.com'],
  ['https://acme.my.salesforce.com/lightning/page/home?x=1', 'https://acme.my.salesforce.com'],
  ['acme.lightning.force.com', 'https://acme.my.salesforce.com'],
  ['acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com'],
  ['acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
  ['acme-dev-ed.develop.my.salesforce-setup.com/lightning/setup', 'https://acme-dev-ed.develop.my.salesforce.com'],
])('SUR4 %s is the org %s', (typed, org) => expect(orgOf(typed)).toBe(org));

test.each([
  '',
  'login.salesforce.com',
  'acme.my.salesforce.com.evil.example',
  'https://evil.example/acme.my.salesforce.com',
  'https://acme.my.salesforce.com@evil.example',
  'acme my salesforce com',
  'javascript:alert(1)',
  'a.b.c.my.salesforce.com',
  'acme.my.salesforce.com\u0000',
])('SEC3 %j is no org', (typed) => expect(orgOf(typed)).toBe(''));
