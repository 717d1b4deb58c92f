import type { MessageId, UserId } from "@clickclack/sdk";
import { messageId } from "../../durable-objects/workspace/messages/row.ts";
import { indexMissing } from "../../durable-objects/workspace/search/indexing.ts";
import { Prng } from "../../proof/prng.ts";
import type { Database } from "./database.ts";
import { type Written, nextNum, pin, react, write } from "./log.ts";
import type { Room } from "./people.ts";
import { Zipf, text } from "./words.ts";

const one_in = { reply: 20, mention: 33, reaction: 20, link: 50, poll: 500, pin: 300 };
/** as many as a conversation may have */
const most_pins = 100;
/** Replies are to one of so many newest roots. */
const recent_roots = 20;
/** How many messages are indexed together. */
const indexed_together = 10_000;
/** People have read up to fewer than this many messages before the end. */
const most_unread = 20;

/** What is said in a channel. */
export class Talk {
	readonly room: Room;
	/** the newest roots, with how many replies they have */
	readonly roots: { message: Written; replies: number }[] = [];
	head = 0;
	#pins = 0;
	readonly #own = new Map<UserId, number>();
	readonly #mentions: { user_id: UserId; seq: number; message_id: MessageId }[] = [];

	constructor(room: Room) {
		this.room = room;
	}

	say(db: Database, stamp: Pick<Written, "num" | "id" | "created_at">, prng: Prng): void {
		const { id: conversation_id, members } = this.room;
		const [author, other] = [prng.of(members)!, prng.of(members)!];
		const root = prng.below(one_in.reply) === 0 ? prng.of(this.roots) : undefined;
		const mentioned = prng.below(one_in.mention) === 0 && other !== author ? [other] : [];
		const link = prng.below(one_in.link) === 0 ? " www.example.com" : "";
		const body = text(prng) + mentioned.map(({ handle }) => ` @${handle}`).join("") + link;
		const hasPoll = !root && prng.below(one_in.poll) === 0;
		const seq = root ? ++root.replies : ++this.head;
		const mentioned_ids = mentioned.map(({ user_id }) => user_id);
		const said = { ...stamp, conversation_id, seq, author_id: author.user_id, body, mentioned: mentioned_ids, hasPoll };
		write(db, root ? { ...said, root: root.message } : said);
		if (!root) this.#note(said);
		if (!root && prng.below(one_in.pin) === 0 && this.#pins++ < most_pins) pin(db, said);
		if (!root && prng.below(one_in.reaction) === 0) react(db, said, [...new Set([author.user_id, other.user_id])]);
	}

	#note(message: Written): void {
		this.#own.set(message.author_id, message.seq);
		for (const user_id of message.mentioned) this.#mentions.push({ user_id, seq: message.seq, message_id: message.id });
		this.roots.push({ message, replies: 0 });
		if (this.roots.length > recent_roots) this.roots.shift();
	}

	/** Everybody has read most of it, their own messages in any case. */
	read(db: Database, now: string, prng: Prng): void {
		const { id, members } = this.room;
		for (const { user_id } of members) {
			const position = Math.max(this.head - prng.below(most_unread), this.#own.get(user_id) ?? 0);
			db.sql`INSERT OR REPLACE INTO reads VALUES (${user_id}, ${id}, ${position}, ${now}, 0)`;
		}
		for (const { user_id, seq, message_id } of this.#mentions)
			db.sql`INSERT INTO mentions VALUES (${user_id}, ${id}, ${seq}, ${message_id})`;
	}
}

/**
 * So many messages over the last two years; each channel has at least one.
 * @param begun how many there are already in the first channel
 */
export function talk(db: Database, tag: string, rooms: Room[], count: number, begun: number): Talk[] {
	const [prng, sizes] = [new Prng("talk"), new Zipf(rooms.length)];
	const [begin, end] = [Date.now() - 2 * 365 * 86_400_000, Date.now()];
	const talks = rooms.map((room) => new Talk(room));
	talks[0]!.head = begun;
	for (let nth = 1; nth <= count; nth++) {
		const created_at = new Date(begin + ((end - begin) * nth) / count).toISOString();
		const num = nextNum(db);
		const stamp = { num, id: messageId(tag, Date.parse(created_at), num), created_at };
		talks[nth <= talks.length ? nth - 1 : sizes.draw(prng)]!.say(db, stamp, prng);
		if (nth % indexed_together === 0 || nth === count) while (indexMissing(db));
	}
	for (const each of talks) each.read(db, new Date(end).toISOString(), prng);
	return talks;
}
