import { conversationOf, pause, type Message, type Projection } from "@clickclack/sdk";
import { callsMe, isSeen } from "@clickclack/sdk/attention-policy";
import { attention } from "./attention.svelte.ts";
import type { AttentionSettings } from "./attention-settings.svelte.ts";
import type { Followed } from "./followed.svelte.ts";
import { preferenceAt } from "./preferences.ts";

/** A tab in which the message is seen may say so first. */
export const ask_ms = 200;
/** Tabs that nobody sees hear of a message later. */
export const message_ms = 5_000;
const quiet_ms = 2_000;

const click_s = 0.08;
const loudness = 0.12;

/** Those that call me, until it is known whether another tab shows them. */
let calling: string[] = [];

/** A workspace in which messages call me, with what I chose for it and the threads that I follow once those are loaded. */
export type Heard = Projection & { attention?: AttentionSettings | undefined; followed?: Followed | undefined };

const place = () => ({ open: attention.shown, isHere: attention.isHere });

export const isSeenHere = (message: Message): boolean => isSeen(message, place());

/** Whether it calls me now: not in quiet hours, and not before they are known. */
export async function callsReader(message: Message, workspace: Heard): Promise<boolean> {
	const root = message.parent_message_id ?? message.also_sent_root_id;
	const followsThread = root !== undefined && ((await workspace.followed?.follows(root)) ?? false);
	const { me, attention: settings } = workspace;
	if (settings?.isQuiet() !== false) return false;
	const reader = { ...me.user, ...place(), hasKeyword: settings.hasKeyword(message), followsThread };
	return callsMe(message, reader, preferenceAt(workspace, conversationOf(message)));
}

/** Plays the sound if the message calls me: one tab does, and not again within two seconds. */
export async function hear(message: Message, workspace: Heard): Promise<void> {
	if (isSeenHere(message)) return void (await take(message.id, message_ms));
	if (!(await callsReader(message, workspace)) || calling.push(message.id) > 1) return;
	await pause(ask_ms);
	const ids = calling;
	calling = [];
	await play(async () => (await takeAny(ids)) && (await take("quiet", quiet_ms)));
}

const takeAny = async (ids: string[]): Promise<boolean> =>
	(await Promise.all(ids.map((id) => take(id, message_ms)))).includes(true);

const taken = new Set<string>();

/** Whether it was free: in the other tabs too, where they can agree on that, which is on https and on this machine. */
export async function take(what: string, for_ms: number): Promise<boolean> {
	if (taken.has(what)) return false;
	taken.add(what);
	setTimeout(() => taken.delete(what), for_ms);
	return !("locks" in navigator) || (await hold(`clickclack.sound.${what}`, for_ms));
}

const hold = (name: string, for_ms: number): Promise<boolean> =>
	new Promise((answer) => {
		void navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
			answer(lock !== null);
			if (lock) await pause(for_ms);
		});
	});

/**
 * Click, clack.
 * @param mayPlay asked when this tab can be heard
 */
export async function play(mayPlay = async () => true): Promise<void> {
	const context = new AudioContext();
	// Until somebody has clicked or typed in this page it stays silent, and would sound at the first click.
	await Promise.race([context.resume(), pause(ask_ms)]);
	if (context.state === "running" && (await mayPlay())) {
		click(context, 0, 1_500);
		click(context, 0.12, 1_050);
		await pause(1_000);
	}
	await context.close();
}

/** A short knock, which falls to its pitch and dies away. */
function click(context: BaseAudioContext, after_s: number, hertz: number): void {
	const at = context.currentTime + after_s;
	const tone = new OscillatorNode(context, { frequency: hertz * 2 });
	const volume = new GainNode(context, { gain: loudness });
	tone.frequency.setValueAtTime(hertz * 2, at);
	tone.frequency.exponentialRampToValueAtTime(hertz, at + 0.015);
	volume.gain.setValueAtTime(loudness, at);
	volume.gain.exponentialRampToValueAtTime(0.0001, at + click_s);
	tone.connect(volume).connect(context.destination);
	tone.start(at);
	tone.stop(at + click_s);
}
