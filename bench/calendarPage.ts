/** What a calendar page does by itself in the bench: draws a week, changes things. Each runs in the page, as text: nothing from outside. */

/** A week of a thousand chips of three levels among three thousand other nodes, drawn at once. */
export function drawWeek(): void {
  const style =
    '.col{position:relative;width:150px;height:1500px;display:inline-block}.ev{position:absolute;left:2px;right:12px;height:22px;overflow:hidden;' +
    'border-radius:4px;background:#039be5;color:#fff;font:12px Arial;padding:0 6px;box-sizing:border-box}.ev .t{display:inline-block;font-weight:500}';
  const others = Array.from(
    { length: 1000 },
    (_, n) => `<div class="x${n % 40}" role="presentation"><span jsname="s${n}"><i></i></span></div>`,
  );
  const columns = Array.from({ length: 7 }, (_, column) => {
    const chips = Array.from({ length: column < 6 ? 143 : 142 }, (_, row) => {
      const n = column * 143 + row;
      const id = btoa(`${String(n).padStart(4, '0')}h5k0qg0s2d4m6p8r0t2v4a nora.feld@halden.example`).replace(/=+$/, '');
      return `<div class="ev" role="button" tabindex="0" data-eventid="${id}" data-eventchip style="top:${(row * 24) % 1480}px;height:22px"><div><span class="t">Review ${n}</span><span>, 10:00</span></div><div aria-hidden="true"><span>Room ${n % 40}</span></div></div>`;
    });
    return `<div class="col" role="gridcell">${chips.join('')}</div>`;
  });
  document.body.innerHTML = `<style>${style}</style><div style="height:60px;overflow:hidden">${others.join('')}</div><div role="main" style="white-space:nowrap">${columns.join('')}</div><aside></aside>`;
}

/** The least that a badge can be: an element on each chip, in the open, without a name, that nobody can press. */
export function markChips(): void {
  const style = document.createElement('style');
  style.textContent = '.mark{position:absolute;right:3px;top:3px;width:16px;height:16px;border-radius:50%;background:#fff;contain:strict}';
  document.head.append(style);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const chip of document.querySelectorAll('[data-eventid]')) {
        const mark = document.createElement('span');
        mark.className = 'mark';
        chip.append(mark);
      }
    }),
  );
}

/** Ten thousand changes that have nothing to do with events or people, in a hundred turns, as an application redraws itself. */
export async function changeMuch(): Promise<void> {
  const aside = document.querySelector('aside');
  const pattern = document.querySelector('[role="presentation"]');
  const { port1, port2 } = new MessageChannel();
  for (let turn = 0; turn < 100; turn++) {
    for (let n = 0; n < 50; n++) {
      const copy = pattern?.cloneNode(true) as Element;
      copy.setAttribute('jsdata', `c${turn}-${n}`);
      aside?.append(copy);
      copy.firstElementChild?.remove();
    }
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  }
}

/** The least that an observer can do: look at each added node. */
export function watchAll(): void {
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof Element && node.hasAttribute('data-eventid')) document.title = 'seen';
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
