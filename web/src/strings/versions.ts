/** @param when it was written: "Today at 10:42" */
export const current = (when: string): string => `${when} (current)`;
export const olderAreGone = "Older versions are no longer kept.";
export const loading = "Loading the edit history";
