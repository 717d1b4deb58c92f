import { defaultPreference, type NotificationPreference } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { isDirect, type Conversation } from "./conversations.ts";
import type { Section } from "./sections.ts";
import { toast, undo_longer_ms } from "./toasts.svelte.ts";
import { preferenceIn } from "./unread.ts";
import * as strings from "../strings/arranging.ts";

/** So many requests at once. */
const at_once = 16;

/** Ends the offer to undo what was done last: after another one it would undo both. */
let settle: (() => void) | undefined;

interface Choice {
	one: Conversation;
	preference: NotificationPreference;
}

/** Whether there is nothing in it to mute. */
export const isMuted = ({ conversations }: Section): boolean =>
	conversations.every((one) => preferenceIn(one) === "muted");

const choose = ({ one, preference }: Choice): Promise<unknown> =>
	isDirect(one)
		? client.dms.updateNotificationPreference(one.id, preference)
		: client.channels.updateNotificationPreference(one.id, preference);

/** Until one is refused. @returns how many were changed, and why not all */
async function chooseAll(all: Choice[]): Promise<{ done: number; failure?: unknown }> {
	for (let at = 0; at < all.length; at += at_once) {
		const answers = await Promise.allSettled(all.slice(at, at + at_once).map(choose));
		const refused = answers.find(({ status }) => status === "rejected") as PromiseRejectedResult | undefined;
		const arrived = answers.filter(({ status }) => status === "fulfilled").length;
		if (refused) return { done: at + arrived, failure: refused.reason };
	}
	return { done: all.length };
}

/** Each of its conversations, as one can do it for each in its details. For a while all of that can be undone. */
export async function muteSection({ title, conversations }: Section, mutes: boolean): Promise<void> {
	const isChanged = (one: Conversation): boolean => (preferenceIn(one) === "muted") !== mutes;
	const changed = conversations.filter(isChanged);
	const before = changed.map((one): Choice => ({ one, preference: preferenceIn(one) }));
	const wanted = changed.map((one): Choice => ({ one, preference: mutes ? "muted" : defaultPreference(one.id) }));
	const { done, failure } = await chooseAll(wanted);
	if (done === 0 && failure) return toast.error(strings.muteFailed(errorText(failure)));
	const undo = () =>
		void chooseAll(before).then(({ failure }) => failure && toast.error(strings.muteFailed(errorText(failure))));
	const all = mutes ? strings.sectionMuted(title, done) : strings.sectionUnmuted(title, done);
	const words = failure ? strings.partlyChanged(title, errorText(failure)) : all;
	settle?.();
	settle = toast.undo(words, { undo, life_ms: undo_longer_ms });
}
