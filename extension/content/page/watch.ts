/**
 * One observer per page. Changes are gathered as they come, in constant time each, and handed on once per frame: never a
 * query, a layout reading or a message while the page is still changing.
 */
import type { Adapter } from '../place';

/** What changed since the last frame. */
export interface Batch {
  /** Subtrees that are new. */
  readonly added: ReadonlySet<Element>;
  /** Elements whose key may have changed. */
  readonly touched: ReadonlySet<Element>;
  /** Something went: places may have gone with it. */
  readonly removed: boolean;
  /** Too much to list, in a page that nobody looks at: look at everything once. */
  readonly all: boolean;
}

export interface Watch {
  stop(): void;
}

/** Frames rest in hidden tabs; what gathers meanwhile is not listed one by one for ever. */
const most = 20_000;

/** From so many children in one frame on, the parent is looked at instead of each child: a list that is filled by the thousand. */
const crowd = 100;

const isElement = (node: Node): node is Element => node.nodeType === 1;

export function watch(
  document: Document,
  { attributes, texts }: Adapter,
  ours: { has(node: Node): boolean },
  onBatch: (batch: Batch) => void,
  frame: (then: () => void) => void,
): Watch {
  let added = new Set<Element>();
  let touched = new Set<Element>();
  /** Added below something that was added: found with it, so a chain that grows node by node is still looked at once. */
  let covered = new Set<Node>();
  /** How many have come to a parent. */
  const comers = new Map<Node, number>();
  let removed = false;
  let all = false;
  let planned = false;

  const flush = () => {
    planned = false;
    const batch = { added, touched, removed, all };
    added = new Set();
    touched = new Set();
    covered = new Set();
    comers.clear();
    removed = false;
    all = false;
    onBatch(batch);
  };
  const childList = (record: MutationRecord) => {
    // Lists of nodes are made when they are asked for, one more each time: the dearest part of looking at a record.
    removed ||= record.removedNodes.length > 0;
    const { target, addedNodes } = record;
    if (addedNodes.length === 0) {
      // A row that loses what named it stands for nobody any more.
      const [gone] = record.removedNodes;
      if (texts && gone && !ours.has(gone) && isElement(target)) touched.add(target);
      return;
    }
    const come = (comers.get(target) ?? 0) + addedNodes.length;
    comers.set(target, come);
    if (come > crowd && isElement(target)) {
      added.add(target);
      return;
    }
    const known = covered.has(target);
    let foreign = false;
    for (const node of addedNodes) {
      if (ours.has(node)) continue;
      foreign = true;
      if (!isElement(node)) continue;
      covered.add(node);
      if (!known) added.add(node);
    }
    if (texts && foreign && !known && isElement(target)) touched.add(target);
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'childList') childList(record);
      else if (record.type === 'attributes') touched.add(record.target as Element);
      else if (record.target.parentElement) touched.add(record.target.parentElement);
    }
    if (added.size + touched.size > most) {
      added.clear();
      touched.clear();
      covered.clear();
      all = true;
    }
    if (planned) return;
    if (added.size === 0 && touched.size === 0 && !removed && !all) return comers.clear();
    planned = true;
    frame(flush);
  });
  observer.observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: [...attributes],
    characterData: texts,
  });
  return { stop: () => observer.disconnect() };
}
