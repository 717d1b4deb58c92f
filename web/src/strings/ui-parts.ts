/** Components that only parts loaded later use. */

export const appName = "ClickClack";
export const aboutApp = "About ClickClack";
export const pitch = "Team chat that you host yourself";
export const promise = "Your server, your data. No message gets lost or sent twice.";

export const copy = "Copy";
export const copied = "Copied";
export const copyFailed = "Your browser doesn't allow copying. The text is selected: copy it yourself.";

export const notSaved = "Not saved yet.";
export const saved = "Saved.";
/** Leads from one page of the settings to their list. */
export const allOf = (pages: string): string => `All of ${pages}`;
