import { isolated, type Status } from "@clickclack/sdk";

export { setStatus } from "./commands.ts";
export const clear = "Clear status";
export const cleared = "Your status is cleared.";
export const isSet = "Your status is set.";
export const inWorkspace = (workspace: string): string => `Others in ${isolated(workspace)} see it beside your name.`;
export const text = "Status";
export const example = "What's happening?";
export const suggestions = "Suggestions";
export const clearAfter = "Clear after";
export const dayAndTime = "Day and time";
export const untilWhen = (moment: string): string => `Until ${isolated(moment)}`;

/** In one line. */
export const wordsOf = ({ emoji, text }: Status): string => [emoji, isolated(text)].filter(Boolean).join(" ");

export const ends = {
	never: "Don't clear",
	"30": "30 minutes",
	"60": "1 hour",
	"240": "4 hours",
	today: "Today",
	week: "This week",
	date: "Date and time…",
};
export type End = keyof typeof ends;

/** The plain ones first. */
export const suggested: { emoji: string; text: string; end: End }[] = [
	{ emoji: "🗓️", text: "In a meeting", end: "60" },
	{ emoji: "🚌", text: "Commuting", end: "30" },
	{ emoji: "🤒", text: "Out sick", end: "today" },
	{ emoji: "🌴", text: "On holiday", end: "never" },
	{ emoji: "🏡", text: "Working remotely", end: "today" },
	{ emoji: "🦀", text: "molting", end: "never" },
	{ emoji: "👀", text: "lurking", end: "today" },
	{ emoji: "💤", text: "afk", end: "60" },
];
