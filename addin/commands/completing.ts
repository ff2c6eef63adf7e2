/** Outlook waits for `event.completed`: it is said once, whatever happens, also when the work fails or hangs. */

export interface Completable {
  completed(): void;
}

export function completing(work: () => Promise<void>, limitMs: number): (event: Completable) => void {
  return (event) => {
    let said = false;
    const end = (): void => {
      if (said) return;
      said = true;
      event.completed();
    };
    setTimeout(end, limitMs);
    Promise.resolve().then(work).then(end, end);
  };
}
