// @vitest-environment happy-dom
/** The badge over a host page: cheap, closed, named, and silent towards the page (SUR1, SEC4, SUR7). */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { StatusKind } from '../core/model';
import type { BadgeState } from '../device/device';
import { type Badge, createBadge, placeOnChip, themeOfPage } from './badge';

const now = Date.UTC(2026, 10, 20, 17, 0);
const state = (kind: StatusKind, stamp = '1', name = 'Jonas Brandt'): BadgeState => ({
  target: { by: 'email', email: 'jonas@brandt.example' },
  stamp,
  status: {
    kind,
    cause: kind === 'failed' ? 'required field missing' : 'in step',
    facts: {},
    at: now - 120_000,
    until: null,
    remarks: [],
    actions: [],
  },
  name,
  kind: 'contact',
});

/** Closed roots cannot be looked into; the test keeps hold of the one that is made. */
let root: ShadowRoot;
beforeEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    expect(init.mode).toBe('closed');
    root = attach.call(this, { ...init, mode: 'open' });
    return root;
  });
});

const made = (shown = state('in step'), clock = () => now): Badge => {
  const options = { kind: 'contact', for: 'jonas@brandt.example', place: 'line', theme: 'light' } as const;
  const badge = createBadge(document, { ...options, now: clock, state: shown });
  document.body.append(badge.element);
  return badge;
};
const button = () => root.querySelector('button') as HTMLButtonElement;

describe('badge', () => {
  test('SEC4 stands in a closed shadow root, and is never without a status', () => {
    // What the page may see: whose badge, never its status.
    expect(made().element.outerHTML).toBe('<instep-badge class="line" kind="contact" for="jonas@brandt.example"></instep-badge>');
    expect(button().className).toBe('line face in-step');
  });

  test('SUR7 its name says whose it is and what; its tooltip begins with the status word', () => {
    made();
    expect(button().getAttribute('aria-label')).toBe('Jonas Brandt: In step with Salesforce. Checked 2 minutes ago.');
    expect(button().title).toBe('In step with Salesforce. Checked 2 minutes ago.');
  });

  test('SUR1 badges at like places share a sheet, whatever their status', () => {
    made(state('waiting'));
    const [light] = root.adoptedStyleSheets;
    const badge = made(state('failed', '2', 'Ana Ruiz'));
    expect(root.adoptedStyleSheets).toEqual([light]);
    badge.setTheme('dark');
    expect(root.adoptedStyleSheets).toHaveLength(1);
    expect(root.adoptedStyleSheets[0]).not.toBe(light);
  });

  test('SUR1 the style of a badge names only what is filled in before the sheet is made: nothing is resolved for each of a thousand', () => {
    const css = readFileSync('shared/ui/css/badge.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    expect([...new Set([...css.matchAll(/var\(--(\w+)\)/g)].map(([, name]) => name))].sort()).toEqual(['focus', 'image', 'plate', 'rest']);
    expect(css).not.toMatch(/light-dark|:root|\[data-/);
  });

  test('DESIGN 4 the tooltip ages with the page: it is told anew when somebody looks', () => {
    let at = now;
    const badge = made(state('in step'), () => at);
    at = now + 3 * 60_000;
    badge.tell();
    expect(button().title).toContain('5 minutes ago');
  });

  test('SUR1 an update with the stamp that is shown touches nothing', () => {
    const badge = made();
    const set = vi.spyOn(button(), 'setAttribute');
    const before = button().className;
    badge.update(state('in step'));
    expect(set).not.toHaveBeenCalled();
    expect(button().className).toBe(before);
    badge.update(state('failed', '2'));
    expect(set).toHaveBeenCalled();
    expect(button().className).toBe(before.replace('in-step', 'failed fresh'));
  });

  test('SEC4 a hostile name is text and cannot turn the sentence around', () => {
    made(state('in step', '1', '✓ In step <img src=x>\u202e'));
    expect(root.querySelector('img')).toBe(null);
    expect(button().getAttribute('aria-label')).toBe('✓ In step <img src=x>: In step with Salesforce. Checked 2 minutes ago.');
    expect(button().title.startsWith('In step')).toBe(true);
  });

  test('DESIGN 10 one Tab stop among many, and the open card is told', () => {
    const badge = made();
    expect(button().tabIndex).toBe(-1);
    badge.setTabStop(true);
    expect(button().tabIndex).toBe(0);
    badge.setTabStop(false);
    expect(button().tabIndex).toBe(-1);
    badge.setOpen(true);
    expect(button().getAttribute('aria-expanded')).toBe('true');
  });

  test('SUR2 a chip of 22 px has the large plate, of 18 px the small one, a lower one none', () => {
    expect([30, 22, 21, 18, 17].map(placeOnChip)).toEqual(['chip', 'chip', 'small chip', 'small chip', null]);
  });

  test('SUR7 the theme is the page’s, from the nearest opaque background', () => {
    document.body.innerHTML =
      '<div style="background-color: rgb(20, 20, 20)"><p style="background-color: rgba(255, 255, 255, 0.1)"><b></b></p></div>';
    expect(themeOfPage(document.querySelector('b') as Element)).toBe('dark');
    expect(themeOfPage(document.body)).toBe('light');
  });
});
