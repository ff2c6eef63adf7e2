/** Office.js asks back by callback; here a call is a promise of its value, or of null where this client or item cannot say. */
type Ask<T> = (answer: (result: Office.AsyncResult<T>) => void) => void;

export function ask<T>(question: Ask<T>): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      question((result) => resolve(result.status === Office.AsyncResultStatus.Succeeded ? result.value : null));
    } catch {
      // Office.js throws where a permission or a method is missing.
      resolve(null);
    }
  });
}

/** For what gives no value: whether it was done. */
export function carryOut(question: Ask<void>): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      question((result) => resolve(result.status === Office.AsyncResultStatus.Succeeded));
    } catch {
      resolve(false);
    }
  });
}
