import type { MessageId } from "@clickclack/sdk";
import { messageId } from "../../durable-objects/workspace/messages/row.ts";
import { Prng } from "../../proof/prng.ts";
import type { Database } from "./database.ts";
import { type Written, nextNum, write } from "./log.ts";
import type { Room } from "./people.ts";
import { text } from "./words.ts";

/** Threads with so many replies each: the first messages of a channel. @returns their roots */
export function addThreads(db: Database, tag: string, { id, members }: Room, lengths: number[]): MessageId[] {
	const prng = new Prng("threads");
	const created_at = new Date(Date.now() - 2 * 365 * 86_400_000).toISOString();
	const say = (seq: number, root?: Written): Written => {
		const num = nextNum(db);
		const said = {
			num,
			id: messageId(tag, Date.parse(created_at), num),
			created_at,
			conversation_id: id,
			seq,
			author_id: prng.of(members)!.user_id,
			body: text(prng),
			mentioned: [],
			hasPoll: false,
		};
		write(db, root ? { ...said, root } : said);
		return said;
	};
	return lengths.map((replies, i) => {
		const root = say(i + 1);
		for (let seq = 1; seq <= replies; seq++) say(seq, root);
		return root.id;
	});
}
