/** Runs in a host page: it shows another view without a reload, as Google's scripts draw it, a few nodes a frame. */
export async function drawSlowly({ html, url }: { readonly html: string; readonly url: string }): Promise<void> {
  const keys = ['data-eventid', 'data-email', 'email', 'href', 'data-href', 'aria-describedby'];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const { documentElement, body } = new DOMParser().parseFromString(html, 'text/html');
  const late: (() => void)[] = [];
  let drawn = 0;
  const dress = (element: Element, like: Element) => {
    for (const { name, value } of like.attributes)
      if (keys.includes(name)) late.unshift(() => element.setAttribute(name, value));
      else element.setAttribute(name, value);
  };
  const draw = async (parts: Iterable<ChildNode>, parent: Element): Promise<void> => {
    for (const part of parts) {
      if (part instanceof Element) {
        const element = document.createElement(part.localName);
        dress(element, part);
        parent.append(element);
        if (++drawn % 12 === 0) await frame();
        await draw(part.childNodes, element);
      } else parent.append(part.cloneNode());
    }
  };

  history.pushState({}, '', url);
  document.body.replaceChildren();
  for (const [element, like] of [
    [document.documentElement, documentElement],
    [document.body, body],
  ] as const) {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    dress(element, like);
  }
  await draw([...body.childNodes], document.body);
  for (const [at, set] of late.entries()) {
    set();
    if (at % 8 === 0) await frame();
  }
}
