import { type Role, emojiKey } from "@clickclack/protocol";
import type { Prng } from "../prng.ts";

/** What is true once an act is done. */
export type Fact =
	| {
			is: "sent";
			nonce: string;
			message: string;
			channel: string;
			timeline: string;
			seq: number;
			body: string;
			poll?: true;
	  }
	| { is: "changed"; message: string; body: string }
	| { is: "deleted"; message: string }
	| { is: "pinned" | "unpinned"; message: string }
	| { is: "closed"; message: string }
	| { is: "titled"; topic: string; channel: string }
	| { is: "reacted" | "unreacted"; message: string; emoji: string; user: string }
	| { is: "in" | "out"; channel: string; user: string }
	/** in somebody's list of direct conversations, or no more; the members of one that was just opened */
	| { is: "shown" | "hidden"; channel: string; user: string; members?: string[] }
	| { is: "dropped"; channel: string }
	| { is: "read" | "unread"; channel: string; user: string; seq: number }
	| { is: "gone" | "back" | "blocked" | "free" | "moderated" | "searched"; user: string }
	| { is: "ended"; session: string }
	| { is: "named"; user: string; name: string }
	| { is: "invited"; invite: string; token: string; role: string }
	| { is: "withdrawn"; invite: string };

/** An event in a word: the same for the act that asked for it, the row of the log and the event on a socket. */
export const key = {
	sent: (nonce = "") => `sent ${nonce}`,
	edit: (message = "") => `edit ${message}`,
	delete: (message = "") => `delete ${message}`,
	thread: (root = "") => `thread ${root}`,
	follow: (root = "", user = "") => `follow ${root} ${user}`,
	unfollow: (root = "", user = "") => `unfollow ${root} ${user}`,
	readThread: (root = "", user = "") => `read thread ${root} ${user}`,
	react: (message = "", emoji = "", user = "") => `react ${message} ${emojiKey(emoji)} ${user}`,
	vote: (message = "", user = "") => `vote ${message} ${user}`,
	close: (message = "") => `close ${message}`,
	pin: (message = "") => `pin ${message}`,
	unpin: (message = "") => `unpin ${message}`,
	unreact: (message = "", emoji = "", user = "") => `unreact ${message} ${emojiKey(emoji)} ${user}`,
	create: () => "create",
	newTopic: () => "topic",
	topic: (topic = "") => `topic ${topic}`,
	change: (channel = "") => `change ${channel}`,
	drop: (channel = "") => `drop ${channel}`,
	enter: (channel = "", user = "") => `enter ${channel} ${user}`,
	exit: (channel = "", user = "") => `exit ${channel} ${user}`,
	show: (direct = "", user = "") => `show ${direct} ${user}`,
	hide: (direct = "", user = "") => `hide ${direct} ${user}`,
	read: (channel = "", user = "") => `read ${channel} ${user}`,
	prefer: (channel = "", user = "", preference = "") => `prefer ${channel} ${user} ${preference}`,
	attend: (user = "") => `attend ${user}`,
	save: (message = "", user = "", state = "") => `save ${message} ${user} ${state}`,
	remind: (message = "", user = "", state = "") => `remind ${message} ${user} ${state}`,
	schedule: (user = "", state = "") => `schedule ${user} ${state}`,
	arrange: (user = "") => `arrange ${user}`,
	join: (user = "") => `join ${user}`,
	profile: (user = "") => `profile ${user}`,
	leave: (user = "") => `leave ${user}`,
	moderate: (user = "") => `moderate ${user}`,
	report: () => "report",
	rename: () => "rename",
};

export interface Channel {
	id: string;
	last_seq: number;
	/** it may be neither left, archived nor deleted: everybody begins there, or nobody knows who made it */
	stays: boolean;
}

export interface Message {
	id: string;
	channel: string;
	root?: string | undefined;
}

export interface Person {
	user_id: string;
	roles: Role[];
}

export type Invite = Record<"id" | "token" | "role", string>;

type Awaitable<T> = T | Promise<T>;

/** The last two look the same, and are one reaction. */
export const emojis = ["🦞", "👍", ":claw:", "\u2764", "\u2764\ufe0f"];

/** What somebody chooses from. Each throws `NothingThere` where there is nothing to choose. */
export interface World {
	workspace_id: string;
	me: Person & { session: string; isOwner: boolean };
	prng: Prng;
	/** one that they are in, mostly */
	channel: () => Awaitable<Channel>;
	/** any that there is */
	anyChannel: () => Awaitable<Channel>;
	/** a direct conversation in their list, mostly */
	direct: () => Awaitable<Pick<Channel, "id" | "last_seq">>;
	/** any that they are in, also one that they have closed */
	knownDirect: () => Awaitable<Pick<Channel, "id">>;
	message: (wanted?: { isRoot?: true; isMine?: boolean }) => Awaitable<Message>;
	/** mostly one that is pinned */
	pinned: () => Awaitable<Message>;
	poll: (isMine?: true) => Awaitable<{ id: string }>;
	/** one of a channel, that there may be no more */
	topic: () => Awaitable<{ id: string; channel: string }>;
	/** mostly one of theirs */
	reaction: () => Awaitable<{ message_id: string; emoji: string }>;
	/** one of theirs that is sent later, and where */
	scheduled: () => Awaitable<{ id: string; nonce: string; place: string }>;
	/** soon, or much later */
	sendAt: () => string;
	anybody: () => Person;
	/** somebody who is not in, if there is one */
	outsider: () => Person;
	/** @param isMine for somebody to come back as what they were */
	invite: (isMine?: true) => Awaitable<Invite>;
	word: () => string;
	body: () => string;
	nonce: () => { nonce?: string };
	/** never in chaos, which knows each message by its nonce */
	alsoSend: () => { also_send?: true };
	searchWord: () => string;
}

export class NothingThere extends Error {}
export function nothing(): never {
	throw new NothingThere("nothing to choose from");
}

/** What an answer may tell. */
export interface Answer {
	message?: { id: string; channel_seq?: number; thread_seq?: number };
	channel?: { id: string };
	conversation?: { id: string };
	invite?: { id: string };
	topic?: { id: string };
	token?: string;
	receipt?: { last_read_seq: number };
}

type Sending = Record<"channel" | "timeline" | "body", string> & { nonce?: string; poll?: true };

export const sent = ({ nonce = "", ...rest }: Sending, { message }: Answer = {}): Fact => {
	const { id = "", channel_seq, thread_seq } = message ?? {};
	return { is: "sent", nonce, ...rest, message: id, seq: channel_seq ?? thread_seq ?? 0 };
};

/** One command: how somebody comes to do it, and what has to be so afterwards. */
export interface Act<Input = never> {
	/** how often chaos does it, of all that most people and that staff do */
	weight: [most: number, staff: number];
	/** the one proof that does it, where the other cannot */
	only?: "chaos" | "replay";
	input(world: World): Awaitable<Input>;
	/** rows of the log that its answer tells of, where there was something to change: by key */
	writes?(input: Input, me: string): string[];
	/** rows that it may write without a word */
	mayWrite?(input: Input, me: string, first_channel: string): string[];
	/** @param answer undefined until there is one */
	fact?(input: Input, me: string, answer?: Answer): Fact | undefined;
	/** when its answer is lost it is tried again, and then there may be the same to do again: somebody may have come back */
	isUndone?: true;
	/** of one that people do by another operation, or that only the operator does */
	operation?: string;
	by?: "operator";
}
export type AnyAct = Act<object>;

/** Lets the input's type be found out. */
export const act = <Input extends object>(one: Act<Input>): AnyAct => one;
