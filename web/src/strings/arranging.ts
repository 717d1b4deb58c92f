import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";
export { moveDown, moveTo, moveUp, newSection } from "./commands.ts";

export const menuOf = (name: string): string => `Actions for ${isolated(name)}`;
export const star = "Star";
export const unstar = "Remove star";
export const moveTitle = (name: string): string => `Move ${isolated(name)}`;
export const move = "Move";
export const section = "Section";
export const usual = "Default section";
export const nameExample = "Projects";
export const createSection = "Create section";
export const rename = "Rename section";
export const sectionUp = "Move section up";
export const sectionDown = "Move section down";
export const removeSection = "Remove section";
export const sectionRemoved = (name: string): string => `Section ${isolated(name)} removed.`;
export const muteAll = "Mute all in section";
export const unmuteAll = "Unmute all in section";
export const onlyUnread = "Show only unread";
export const showAll = "Show all";
/** In the switcher: of the one that has what is open. */
export const muteThis = "Mute all in this section";
export const unmuteThis = "Unmute all in this section";
export const onlyUnreadHere = "Show only unread in this section";
export const showAllHere = "Show all of this section";
export const sectionMuted = (name: string, n: number): string =>
	`${count(n, "conversation", "conversations")} in ${isolated(name)} muted.`;
export const sectionUnmuted = (name: string, n: number): string =>
	`${count(n, "conversation", "conversations")} in ${isolated(name)} unmuted.`;
export const partlyChanged = (name: string, why: string): string =>
	`Only some conversations in ${isolated(name)} were changed. ${why}`;
export const muteFailed = (why: string): string => `The notifications weren't changed. ${why}`;
/** For screen readers. */
export const movedTo = (name: string, place: number, n: number, section: string): string =>
	`${isolated(name)}, ${place} of ${n} in ${isolated(section)}`;
export const failed = (why: string): string => `The sidebar wasn't changed. ${why}`;
