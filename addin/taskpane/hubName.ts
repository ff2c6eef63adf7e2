/** The channel on which our pages hear each other. */
export const hubName = 'instep';
/** In the add-in's storage: the state that the pane was in last, for commands that run without it. */
export const stateName = 'instep-state';
