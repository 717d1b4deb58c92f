import { isolated } from "@clickclack/sdk";
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
/** For screen readers. */
export const movedTo = (name: string, place: number, n: number, section: string): string =>
	`${isolated(name)}, ${place} of ${n} in ${isolated(section)}`;
export const failed = (why: string): string => `The sidebar wasn't changed. ${why}`;
