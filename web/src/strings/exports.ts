export { exports } from "./sections.ts";
export const about =
	"The owner of this workspace can export everything in it: people, channels, private ones included, messages and files. Everyone in the workspace sees here who did, and when.";
export const withoutDirects = "Direct messages are never in an export: the operator of this server has not allowed it.";
export const mayHaveDirects = "Direct messages are in it when the owner asks for them.";
export const what = "What";
export const parts = {
	everything: "Everything, as a zip",
	messages: "Messages",
	people: "People",
	channels: "Channels",
} as const;
export const format = "Format";
export const formats = { csv: "CSV, for spreadsheets", json: "JSON" } as const;
export const directMessages = "Include everyone's direct messages";
export const start = "Export";
export const started = "The download has begun. A large workspace takes some minutes; others can go on meanwhile.";
export const notStarted = "The export didn't start. Try again.";
export const who = "Who";
export const when = "When";
export const former = "Someone who left";
export const loading = "Loading the exports";
export const nothingYet = "Nobody has exported this workspace";
export const nothingYetHint = "Exports will be listed here.";
export const whole = "Everything";
/** a part, and in which form: "Messages (CSV)" */
export const partAs = (part: string, format: string): string => `${part} (${format})`;
export const andDirects = (part: string): string => `${part}, with direct messages`;
