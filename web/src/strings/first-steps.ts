export const firstSteps = "First steps";
export const dismissFirstSteps = "Dismiss first steps";
/** After one of these steps, for screen readers. */
export const stepIsDone = ", done";
export const inviteTeam = "Invite your team";
export const addChannel = "Add a channel";
export const sayHello = "Say hello";
