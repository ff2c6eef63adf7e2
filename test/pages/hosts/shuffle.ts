/** Runs in a host page: changes it as hosts do, at random from a seed; parts get and lose keys, go, come, move, open and close. */
export async function shuffle({
  seed,
  keys,
}: {
  readonly seed: number;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}): Promise<void> {
  let state = seed;
  const below = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % most;
  };
  const one = <T>(list: ArrayLike<T>): T | undefined => list[below(Math.max(1, list.length))];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const names = Object.keys(keys);
  const part = () => one([...document.querySelectorAll(names.map((name) => `[${name}]`).join())]);
  const nameOf = (element: Element) => names.find((name) => element.hasAttribute(name)) ?? '';

  function callOtherwise(): void {
    const element = part();
    const value = element && one(keys[nameOf(element)] ?? []);
    if (value !== undefined) element?.setAttribute(nameOf(element), value);
  }
  function unname(): void {
    const element = part();
    const name = element ? nameOf(element) : '';
    const value = element?.getAttribute(name) ?? '';
    element?.removeAttribute(name);
    if (name !== '' && below(2)) requestAnimationFrame(() => element?.setAttribute(name, value));
  }
  function moveLast(): void {
    const element = part();
    element?.parentElement?.append(element);
  }
  const copy = () => {
    const element = part();
    element?.parentElement?.append(element.cloneNode(true));
  };
  const drawAnew = () => {
    const element = part();
    element?.replaceWith(element.cloneNode(true));
  };
  const remove = () => part()?.remove();
  function openOrClose(): void {
    const shell = one(document.querySelectorAll<HTMLElement>('[role="dialog"], [role="tabpanel"], .ads, c-wiz, main'));
    if (shell) shell.style.display = shell.style.display === 'none' ? '' : 'none';
  }
  function writeOtherwise(): void {
    const leaves = [...document.querySelectorAll('body *')].filter(
      ({ firstElementChild, textContent }) => !firstElementChild && textContent?.includes('@'),
    );
    const [leaf, other] = [one(leaves), one(leaves)];
    if (leaf?.firstChild && other) leaf.firstChild.textContent = other.textContent;
  }

  const changes = [callOtherwise, unname, moveLast, copy, drawAnew, remove, openOrClose, writeOtherwise];
  for (let times = 0; times < 6; times++) one(changes)?.();
  for (let frames = 0; frames < 3; frames++) await frame();
}
