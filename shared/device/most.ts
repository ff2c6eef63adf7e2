/** The one number that a content script shares with the device: in a file of its own, because scripts in host pages are counted in bytes. */

/** Most targets in one question; askers split longer lists. */
export const mostTargets = 500;
