import { pause, type ListedReminder, type Message } from "@clickclack/sdk";
import { lastPerson } from "../store/person.ts";
import { storage } from "../store/storage.ts";
import { attention } from "./attention.svelte.ts";
import { isOver } from "./notices.ts";
import { ask_ms, callsReader, hear, type Heard, isSeenHere, message_ms, play, take } from "./sound-player.ts";

/** Whether new messages make sounds in this browser: not until that is chosen. */
export const soundsKey = "clickclack.sounds";
/** Whether they are shown outside of the page, likewise: each who uses this browser chooses that. */
export const noticesKey = (): string => `clickclack.notices.${lastPerson()}`;

/** What draws outside of the page, and in it, says so when it is loaded. */
export const shows: {
	notice?: (message: Message, workspace: Heard) => void;
	reminder?: (reminder: ListedReminder, workspace: Heard) => void;
	/** @returns what ends it */
	toast?: (reminder: ListedReminder, workspace: Heard) => () => void;
} = {};

/** Shows a message that calls me outside of the page: one tab does, unless another has the message in view. */
async function notify(message: Message, workspace: Heard): Promise<void> {
	if (isSeenHere(message)) return void (await take(`notice.${message.id}`, message_ms));
	if (!(await callsReader(message, workspace))) return;
	await pause(ask_ms);
	if (!(await take(`notice.${message.id}`, message_ms))) return;
	if (!isOver(message) && !isSeenHere(message)) shows.notice?.(message, workspace);
}

/** By what I chose in this browser. */
export async function tell(message: Message, workspace: Heard): Promise<void> {
	await Promise.all([
		storage.get(soundsKey) && hear(message, workspace),
		storage.get(noticesKey()) && notify(message, workspace),
	]);
}

/** A reminder whose time has come is in this page until it is done, and outside of it as a message that calls me. @returns what ends it in the page */
export function remind(reminder: ListedReminder, workspace: Heard): () => void {
	void call(reminder, workspace);
	return shows.toast?.(reminder, workspace) ?? (() => {});
}

/** By a sound, and by a notice where nobody looks at a page that shows it: one tab does. */
async function call(reminder: ListedReminder, workspace: Heard): Promise<void> {
	if (workspace.attention?.isQuiet() !== false) return;
	const what = `reminder.${reminder.message_id}.${reminder.remind_at}`;
	const isSeen = attention.isHere;
	if (!isSeen) await pause(ask_ms);
	if (storage.get(soundsKey)) void play(() => take(`${what}.sound`, message_ms));
	if (storage.get(noticesKey()) && (await take(what, message_ms)) && !isSeen) shows.reminder?.(reminder, workspace);
}
