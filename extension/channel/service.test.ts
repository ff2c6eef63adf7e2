/** What our own pages may ask besides the device, and who may not. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adminShapes } from './admin';
import { type Own, ownShapes, usualSettings } from './own';
import { adminCalls, ownCalls, remoteService } from './remote';
import type { Sender } from './senders';
import { answerCall } from './service';

const id = 'extension-id';
const base = `chrome-extension://${id}/`;
const page = (path: string): Sender => ({ id, url: `${base}${path}` });
const strangers: Readonly<Record<string, Sender>> = {
  'a host page': { id, url: 'https://mail.google.com/mail/u/0/', tab: { id: 1 } as chrome.tabs.Tab },
  'a card over a host page': page('card/index.html'),
  'another extension': { id: 'other', url: 'chrome-extension://other/options/index.html' },
  'a page that only looks like ours': { id, url: `https://evil.example/${base}options/index.html` },
  nobody: {},
};

beforeEach(() => {
  vi.stubGlobal('chrome', { runtime: { id, getURL: (path: string) => base + path } });
});

const own = () => {
  const asked: unknown[] = [];
  const service: Own = {
    org: async () => 'https://acme.my.salesforce.com',
    connectOrg: async (org) => ({ ok: asked.push(org) > 0, why: '' }),
    settings: async () => usualSettings,
    saveSettings: async (settings) => void asked.push(settings),
    log: async () => 'log',
  };
  return { service, asked };
};

describe('SEC3 services for our own pages', () => {
  test('SEC3 a page of ours is answered, through the same object in the page', async () => {
    const { service, asked } = own();
    const remote = remoteService<Own>(ownCalls, (call) => answerCall(service, ownShapes, call, page('options/index.html')));
    expect(await remote.org()).toBe('https://acme.my.salesforce.com');
    await remote.saveSettings({ ...usualSettings, theme: 'dark' });
    expect(asked).toEqual([{ ...usualSettings, theme: 'dark' }]);
  });

  for (const [name, sender] of Object.entries(strangers)) {
    test(`SEC3 SEC2 ${name} is refused, for settings as for the admin's questions`, async () => {
      const { service } = own();
      await expect(answerCall(service, ownShapes, { call: 'log', with: [] }, sender)).rejects.toThrow('Refused');
      await expect(answerCall({} as never, adminShapes, { call: 'reset', with: [['005'], { what: 'all' }, ''] }, sender)).rejects.toThrow(
        'Refused',
      );
    });
  }

  test.each([
    ['no question', 'log'],
    ['an unknown call', { call: 'tokens', with: [] }],
    ['what every object has', { call: 'constructor', with: [] }],
    ['a prototype', { call: '__proto__', with: [] }],
    ['too many arguments', { call: 'log', with: [1] }],
    ['another theme', { call: 'saveSettings', with: [{ ...usualSettings, theme: 'pink' }] }],
    ['more than is asked', { call: 'saveSettings', with: [{ ...usualSettings, more: 1 }] }],
    ['a book for an address', { call: 'connectOrg', with: ['a'.repeat(5000)] }],
  ])('SEC3 %s is refused', async (_, asked) => {
    const { service } = own();
    await expect(answerCall(service, ownShapes, asked, page('options/index.html'))).rejects.toThrow();
  });

  test('SEC3 every call has its shape', () => {
    expect(Object.keys(adminCalls)).toEqual(Object.keys(adminShapes));
    expect(Object.keys(ownCalls)).toEqual(Object.keys(ownShapes));
  });

  test('SEC3 the admin asks in the shapes of the pane, and in no others', async () => {
    const heard: unknown[] = [];
    const reps = async (query: unknown) => heard.push(query);
    const ask = (given: unknown) => answerCall({ reps } as never, adminShapes, { call: 'reps', with: [given] }, page('admin/index.html'));
    const query = { search: '', states: ['asleep'], sort: 'name', descending: false, offset: 0, limit: 50 };
    await ask(query);
    expect(heard).toEqual([query]);
    await expect(ask({ ...query, sort: 'Name FROM User' })).rejects.toThrow('wrong arguments');
    await expect(ask({ ...query, limit: 1e9 })).rejects.toThrow('wrong arguments');
  });
});
