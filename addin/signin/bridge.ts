/** Whether this Outlook can really sign us in: some clients name the requirement set and hold no bridge for it. */
interface Bridged {
  /** Office.js has it where the host offers a bridge. */
  readonly __initializeNestedAppAuth?: () => Promise<unknown>;
  readonly nestedAppAuthBridge?: unknown;
}

export async function hasBridge(): Promise<boolean> {
  const place = window as unknown as Bridged;
  try {
    await place.__initializeNestedAppAuth?.();
  } catch {
    return false;
  }
  return place.nestedAppAuthBridge !== undefined;
}
