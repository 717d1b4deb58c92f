import { pause, type Message } from "@clickclack/sdk";
import { lastPerson } from "../store/person.ts";
import { storage } from "../store/storage.ts";
import { isOver } from "./notices.ts";
import { ask_ms, callsReader, hear, type Heard, isSeenHere, message_ms, take } from "./sound-player.ts";

/** Whether new messages make sounds in this browser: not until that is chosen. */
export const soundsKey = "clickclack.sounds";
/** Whether they are shown outside of the page, likewise: each who uses this browser chooses that. */
export const noticesKey = (): string => `clickclack.notices.${lastPerson()}`;

/** What draws a notice says so when it is loaded. */
export const shows: { notice?: (message: Message, workspace: Heard) => void } = {};

/** Shows a message that calls me outside of the page: one tab does, unless another has the message in view. */
async function notify(message: Message, workspace: Heard): Promise<void> {
	if (isSeenHere(message, workspace)) return void (await take(`notice.${message.id}`, message_ms));
	if (!callsReader(message, workspace)) return;
	await pause(ask_ms);
	if (!(await take(`notice.${message.id}`, message_ms))) return;
	if (!isOver(message) && !isSeenHere(message, workspace)) shows.notice?.(message, workspace);
}

/** By what I chose in this browser. */
export async function tell(message: Message, workspace: Heard): Promise<void> {
	await Promise.all([
		storage.get(soundsKey) && hear(message, workspace),
		storage.get(noticesKey()) && notify(message, workspace),
	]);
}
