/** The links with which people can join; the page of one such link is in invitation.ts, which is loaded later. */
export const activeLinks = "Active links";
export const noActiveLinks = "No active links.";
/** made a link, in the place of a person's name */
export const operator = "The operator";
export const used = (times: number, most: number | null): string =>
	most === null ? `used ${times}×` : `used ${times} of ${most}`;
export const until = (day: string): string => `until ${day}`;
export const revoke = "Revoke";

/** For how long a link works. */
export const oneHour = "1 hour";
export const oneDay = "1 day";
export const sevenDays = "7 days";
export const thirtyDays = "30 days";
/** How often a link works. */
export const noLimit = "No limit";
export const oneUse = "1 use";
export const tenUses = "10 uses";
export const hundredUses = "100 uses";
