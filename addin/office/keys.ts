/**
 * Tab belongs to the browser. Office.js on the web takes it, looks for the focused control in a list of its own, and gives the focus
 * to Outlook whenever it is not in that list: when a heading has the focus (it takes it when a view opens), or a control has just
 * gone. The browser knows better where one was, also among radio buttons and in a dialog; past the last control and before the
 * first it goes on in Outlook's page by itself.
 */
export function keepTab(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) event.stopImmediatePropagation();
      // With its default taken away, Escape would close no dialog.
      if (event.key === 'Escape' && document.querySelector('dialog[open]')) event.stopImmediatePropagation();
    },
    true,
  );
}
