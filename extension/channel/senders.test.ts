import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allMethods, cardMethods } from '../../shared/device/messages';
import { allow, isHovercard, kindOf, type Sender } from './senders';

const id = 'kajdemdejjhionjgnajhpbiffapapcpg';
const tab = { id: 7 } as chrome.tabs.Tab;
const from = (url: string, more: Partial<Sender> = {}): Sender => ({ id, url, tab, ...more });

beforeEach(() => {
  vi.stubGlobal('chrome', { runtime: { id, getURL: (path: string) => `chrome-extension://${id}/${path}` } });
});
afterEach(() => vi.unstubAllGlobals());

describe('who sends', () => {
  test.each<[string, Sender]>([
    ['another extension', from('https://mail.google.com/', { id: 'someoneelse' })],
    ['a page without our id', { url: 'https://mail.google.com/', tab }],
    ['a host that is none of ours', from('https://mail.google.com.evil.example/mail')],
    ['a host below one of ours', from('https://evil.mail.google.com/')],
    ['a host without encryption', from('http://mail.google.com/')],
    ['a host on another port', from('https://mail.google.com:8443/')],
    ['no address', { id, tab }],
    ['no address at all', from('nonsense')],
    ['a host page outside of any tab', { id, url: 'https://mail.google.com/' }],
    ['an address that only contains ours', from(`https://evil.example/?chrome-extension://${id}/options/index.html`)],
  ])('SEC3 %s is nobody, and may nothing', (_, sender) => {
    expect(kindOf(sender)).toBe('nobody');
    expect(allow(sender)).toEqual([]);
  });

  test('SEC2 SEC3 host pages may ask for badges, the card for its item, our own pages for everything', () => {
    for (const host of ['mail', 'calendar', 'contacts']) expect(allow(from(`https://${host}.google.com/x?y#z`))).toEqual(['badges']);
    expect(allow(from(`chrome-extension://${id}/card/index.html#ticket`))).toEqual(cardMethods);
    expect(allow({ id, url: `chrome-extension://${id}/popup/index.html` })).toEqual(allMethods);
    expect(allow(from(`chrome-extension://${id}/options/index.html`))).toEqual(allMethods);
  });

  test('SUR1 only a hovercard’s frame may ask the page around it', () => {
    expect(isHovercard(from('https://contacts.google.com/widget/hovercard/v/2?x=1'))).toBe(true);
    expect(isHovercard(from('https://contacts.google.com/u/1/widget/hovercard/v/2?x=1'))).toBe(true);
    expect(isHovercard(from('https://contacts.google.com/person/c1'))).toBe(false);
    expect(isHovercard(from('https://contacts.google.com/widget/hovercard/v/2', { id: 'someoneelse' }))).toBe(false);
  });
});
