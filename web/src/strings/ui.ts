export const loading = "Loading";
/** Beneath what is loading for longer than usual. */
export const slow = [
	"Still scuttling… Your connection may be slow.",
	"Still loading, sideways… Your connection may be slow.",
	"Still loading, claw over claw… Your connection may be slow.",
];
export const whenOnline = "You're offline. This loads when you're back online.";
export const outdatedTitle = "ClickClack was updated";
export const outdated = "Reload the page to go on. Drafts and messages that are waiting to be sent are kept.";
export const partFailedTitle = "Couldn't load this part";
export const partFailed = "Check your connection, then try again.";
export const partFailedHere = "This couldn't be loaded. Check your connection, then try again.";
export const outdatedHere = "ClickClack was updated. Reload the page to go on.";
export const reload = "Reload";
