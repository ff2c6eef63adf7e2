/** Takes query and fragment out of the address. Office.js takes `history.replaceState` off its object, where it is loaded; the prototype keeps it. */
export const clearAddress = (): void => History.prototype.replaceState.call(history, null, '', location.pathname);
