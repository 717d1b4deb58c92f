import fc from "fast-check";
import { expect, test } from "vitest";
import { callsMe } from "./attention-policy.ts";
import { applyToThreads, followedThreads, settleThread } from "./followed-threads.ts";
import {
	apply,
	callsIn,
	isDirect,
	notification_preferences,
	preferenceIn,
	project,
	shownIn,
	type DurableEvent,
	type Message,
	type MessageId,
	type MyThread,
	type NotificationPreference,
	type Snapshot,
} from "./index.ts";

/* What notifies, and what has a number, against rules that are written down here again, over what happens in a workspace. */

const [me, other] = ["usr_ada", "usr_grace"] as const;
const places = ["chn_reef", "dm_grace"] as const;
type Place = (typeof places)[number];

/** A message as this test knows it. */
interface Said {
	id: MessageId;
	place: Place;
	thread: MessageId | undefined;
	seq: number;
	author: string;
	isToMe: boolean;
	hasKeyword: boolean;
	isDeleted: boolean;
}
interface Thread {
	place: Place;
	isFollowed: boolean;
}

const counts = { last_seq: 0, last_read_seq: 0, unread_count: 0, mention_count: 0 };
const user = (id: string) => ({ id, kind: "human", handle: id.slice(4), display_name: id.slice(4), member_number: 3 });

class Room {
	#at = 0;
	readonly said: Said[] = [];
	readonly levels = new Map<Place, NotificationPreference>([
		["chn_reef", "mentions"],
		["dm_grace", "all"],
	]);
	/** two of each place: one that I began, one that I did not */
	readonly threads = new Map<MessageId, Thread>(
		places.flatMap((place) =>
			[true, false].map((isFollowed) => [`msg_${place}_${isFollowed}`, { place, isFollowed }] as const),
		),
	);
	/** by place and thread */
	readonly positions = new Map<string, number>();
	readonly projection = project({
		cursor: this.#cursor(),
		workspace: { id: "wsp_1" },
		me: { role: "member", user: user(me) },
		channels: [{ id: "chn_reef", name: "reef", kind: "public", is_member: true, ...counts }],
		direct_conversations: [{ id: "dm_grace", members: [user(me), user(other)], ...counts }],
		members: [],
		groups: [],
		unread_mentions: [],
	} as unknown as Snapshot);
	readonly list = followedThreads(me, {
		cursor: this.#cursor(),
		has_more: false,
		threads: [...this.threads].filter(([, { isFollowed }]) => isFollowed).map(([id]) => this.#answer(id)),
	});

	#cursor(): string {
		return String(this.#at++).padStart(8, "0");
	}

	/** What the server would say of a thread. */
	#answer(id: MessageId): MyThread {
		const { place, isFollowed } = this.threads.get(id)!;
		const replies = this.said.filter(({ thread }) => thread === id);
		const unread = isFollowed ? replies.filter((one) => this.isUnread(one)) : [];
		return {
			root_message_id: id,
			...where(place),
			is_following: isFollowed,
			last_reply_seq: replies.length,
			last_read_seq: this.positions.get(id) ?? 0,
			unread_count: unread.length,
			mention_count: unread.filter(({ isToMe }) => isToMe).length,
		};
	}

	isUnread({ author, isDeleted, seq, thread, place }: Said): boolean {
		return author !== me && !isDeleted && seq > (this.positions.get(thread ?? place) ?? 0);
	}

	/** An event arrives; what it does not tell is asked for, as apps do. */
	tell(type: DurableEvent["type"], payload: object): void {
		const event = { type, payload, cursor: this.#cursor() } as unknown as DurableEvent;
		apply(this.projection, event);
		applyToThreads(this.list, event);
		for (const id of this.list.unsure) settleThread(this.list, id, this.#answer(id));
	}

	get counted() {
		const { conversations, direct_conversations } = this.projection;
		const known = [...conversations.values(), ...direct_conversations.values()];
		const threads = [...this.list.threads.values()].filter(({ is_following }) => is_following);
		const levelOf = ({ root_message_id }: MyThread) => this.threads.get(root_message_id)!.place;
		return [
			...known,
			...threads.map((thread) => {
				const one = known.find(({ id }) => id === levelOf(thread))!;
				return { ...thread, id: one.id, notification_preference: preferenceIn(one) };
			}),
		];
	}
}

const where = (id: Place) => (isDirect(id) ? { direct_conversation_id: id } : { channel_id: id });
const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);

/** Who is told of it at once: the rule as one would say it. */
function notifies(room: Room, { author, place, thread, isToMe, hasKeyword }: Said): boolean {
	const level = room.levels.get(place)!;
	if (author === me || level === "nothing" || level === "muted") return false;
	const isFollowed = thread === undefined || room.threads.get(thread)!.isFollowed;
	if (level === "all" && (thread === undefined || place === "dm_grace")) return true;
	return isToMe || (thread !== undefined && isFollowed) || (hasKeyword && isFollowed);
}

/** What adds to a number while it is unread. */
function isNumber(room: Room, one: Said): boolean {
	const level = room.levels.get(one.place)!;
	if (!room.isUnread(one) || level === "nothing" || level === "muted") return false;
	if (one.thread !== undefined && !room.threads.get(one.thread)!.isFollowed) return false;
	return one.isToMe || (level === "all" && one.place === "dm_grace");
}

const say = fc.record({
	what: fc.constant("say" as const),
	place: fc.constantFrom(...places),
	/** of the place; none for a root */
	thread: fc.constantFrom(undefined, true, false),
	author: fc.constantFrom<string>(me, other, other, other),
	mention: fc.constantFrom("", "", "name", "channel", "here"),
	hasKeyword: fc.boolean(),
});
type Say = typeof say extends fc.Arbitrary<infer T> ? T : never;

/** @returns whether its reader is called */
function write(room: Room, { place, thread: began, author, mention, hasKeyword }: Say, n: number): [Said, boolean] {
	const thread = began === undefined ? undefined : (`msg_${place}_${began}` as const);
	const seq = room.said.filter((one) => one.place === place && one.thread === thread).length + 1;
	// in a thread the words are text
	const isToMe = author !== me && (mention === "name" || (mention !== "" && thread === undefined));
	const said: Said = { id: `msg_${n}`, place, thread, seq, author, isToMe, hasKeyword, isDeleted: false };
	const message = messageOf(said, mention);
	room.said.push(said);
	const followsThread = thread !== undefined && room.threads.get(thread)!.isFollowed;
	// one's own message right after the position is read
	const key = thread ?? place;
	const isRead = (followsThread || !thread) && author === me && (room.positions.get(key) ?? 0) === seq - 1;
	if (isRead) room.positions.set(key, seq);
	const begins = thread !== undefined && !followsThread && (isToMe || author === me);
	if (begins) {
		room.threads.get(thread)!.isFollowed = true;
		room.positions.set(thread, author === me ? seq : seq - 1);
	}
	const reader = { id: me, member_number: 3, open: new Set<string>(), isHere: false, hasKeyword, followsThread };
	const called = callsMe(message, reader, room.levels.get(place)!);
	if (thread === undefined) room.tell("message.created", { message });
	else room.tell("thread.reply_created", { root_message_id: thread, message });
	if (begins && author !== me) room.tell("thread.followed", { root_message_id: thread });
	return [said, called];
}

const messageOf = ({ id, place, thread, seq, author }: Said, mention: string): Message =>
	({
		id,
		...where(place),
		author_id: author,
		thread_root_id: thread ?? id,
		...(thread === undefined ? { channel_seq: seq } : { parent_message_id: thread, thread_seq: seq }),
		created_at: "2026-05-08T12:00:00.000Z",
		mentioned_user_ids: mention === "name" && author !== me ? [me] : [],
		...(thread === undefined && mention === "channel" && { group_mention: { word: "channel" } }),
		...(thread === undefined && mention === "here" && { group_mention: { word: "here", present: "8" } }),
		reactions: [],
		reacted_by: [],
	}) as unknown as Message;

const step = fc.oneof(
	{ weight: 6, arbitrary: say },
	fc.record({
		what: fc.constant("level" as const),
		place: fc.constantFrom(...places),
		level: fc.constantFrom(...notification_preferences),
	}),
	fc.record({ what: fc.constant("delete" as const), nth: fc.nat(30) }),
	fc.record({
		what: fc.constant("follow" as const),
		place: fc.constantFrom(...places),
		began: fc.boolean(),
		isFollowed: fc.boolean(),
	}),
	fc.record({ what: fc.constant("read" as const), place: fc.constantFrom(...places) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function act(room: Room, one: Exclude<Step, Say>): void {
	if (one.what === "level") {
		room.levels.set(one.place, one.level);
		room.tell("notification_settings.updated", { ...where(one.place), user_id: me, preference: one.level });
	} else if (one.what === "delete") {
		const said = room.said[one.nth];
		if (!said || said.isDeleted) return;
		said.isDeleted = true;
		room.tell("message.deleted", { message: { ...messageOf(said, ""), deleted_at: "2026-05-08T13:00:00.000Z" } });
	} else if (one.what === "read") {
		const last_read_seq = room.said.filter(({ place, thread }) => place === one.place && !thread).length;
		room.positions.set(one.place, last_read_seq);
		const type = isDirect(one.place) ? "dm.read" : "channel.read";
		room.tell(type, { ...where(one.place), user_id: me, last_read_seq, unread_count: 0, mention_count: 0 });
	} else {
		const id = `msg_${one.place}_${one.began}` as const;
		if (room.threads.get(id)!.isFollowed === one.isFollowed) return;
		room.threads.get(id)!.isFollowed = one.isFollowed;
		room.positions.set(id, one.isFollowed ? room.said.filter(({ thread }) => thread === id).length : 0);
		room.tell(one.isFollowed ? "thread.followed" : "thread.unfollowed", { root_message_id: id });
	}
}

test("what notifies and what has a number are what the rules say, and agree", () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			const room = new Room();
			for (const [n, one] of steps.entries()) {
				const before = { numbers: sum(room.counted.map(callsIn)), shown: sum(room.counted.map(shownIn)) };
				if (one.what !== "say") act(room, one);
				else {
					const naive = () => notifies(room, room.said.at(-1)!);
					const [said, called] = write(room, one, n);
					expect(called, "notice").toBe(naive());
					if (sum(room.counted.map(callsIn)) > before.numbers) expect(called).toBe(true);
					// what notifies is found again: only a reply in a thread that one does not follow stands in no list
					if (called && (said.thread === undefined || room.threads.get(said.thread)!.isFollowed))
						expect(sum(room.counted.map(shownIn))).toBeGreaterThan(before.shown);
				}
				expect(sum(room.counted.map(callsIn)), "number").toBe(room.said.filter((one) => isNumber(room, one)).length);
			}
		}),
		{ numRuns: 300 },
	);
});
