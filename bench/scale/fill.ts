import type { ChannelId, MessageId, UserId, WorkspaceId } from "@clickclack/sdk";
import { messageRows } from "../../durable-objects/workspace/messages/row.ts";
import { Database } from "./database.ts";
import { type Cast, type Room, type Size, isPublic, settle } from "./people.ts";
import { keep } from "./keep.ts";
import { addThreads } from "./long-threads.ts";
import { talk } from "./talk.ts";

export interface Target {
	workspace_id: WorkspaceId;
	general: ChannelId;
	cast: Cast;
}

/** What there is to read in a workspace. */
export interface Filled extends Target {
	/** the channel with the most messages, and how many */
	big: ChannelId;
	head: number;
	/** one of the smallest, with the member of the cast in it */
	small: ChannelId;
	/** the guest's */
	only: ChannelId;
	/** a public channel that the member has not joined */
	other: ChannelId;
	/** the root with the most replies, and a message of the member, in the big channel */
	thread: MessageId;
	mine: MessageId;
	/** of the lengths that were asked for */
	threads: MessageId[];
	/** a cursor with so many entries of the log after it */
	before: (entries: number) => string;
	bytes: number;
	message_bytes: number;
	seconds: number;
}

/** Fills a workspace, whose server is stopped, by its tables: with commands it would take an hour. */
export function fill(data: string, target: Target, size: Size): Filled {
	const began = performance.now();
	const db = Database.of(target.workspace_id, data);
	const tag = target.workspace_id.slice(-16, -8);
	let rooms: Room[] = [];
	let threads: MessageId[] = [];
	db.unguarded(() => {
		rooms = settle(db, { tag, ...target }, size);
		threads = addThreads(db, tag, rooms[0]!, size.threads);
		talk(db, tag, rooms, size.messages, threads.length);
		keep(db, target.cast);
	});
	const filled = {
		...target,
		...find(db, tag, target, rooms, threads.length),
		threads,
		bytes: db.bytes,
		message_bytes: db.message_bytes,
		seconds: (performance.now() - began) / 1000,
	};
	db.close();
	return filled;
}

function find(
	db: Database,
	tag: string,
	{ general: big, cast }: Target,
	rooms: Room[],
	begun: number,
): Omit<Filled, keyof Target | "threads" | "bytes" | "message_bytes" | "seconds"> {
	const has = ({ members }: Room, id: UserId) => members.some(({ user_id }) => user_id === id);
	const smallest = (id: UserId) => rooms.findLast((room) => has(room, id))!.id;
	const other = rooms.findLast((room, i) => isPublic(i) && !has(room, cast.member))!.id;
	const [{ num, head }] = db.sql`
		SELECT num, (SELECT max(seq) FROM messages WHERE timeline = -c.num) AS head FROM conversations c WHERE id = ${big}` as [
		{ num: number; head: number },
	];
	const [longest] = db.sql<{ num: number }>`
		SELECT num FROM messages WHERE timeline = ${-num} AND seq > ${begun} ORDER BY reply_count DESC LIMIT 1`;
	const [own] = db.sql<{ num: number }>`
		SELECT m.num FROM messages m JOIN members a ON a.num = m.author_num
		WHERE m.timeline = ${-num} AND a.user_id = ${cast.member} LIMIT 1`;
	const idOf = (one: { num: number }) => messageRows({ sql: db.sql, tag }, [one.num])[0]!.id;
	const [thread, mine] = [idOf(longest!), idOf(own!)];
	const [{ epoch, tail }] = db.sql`SELECT epoch, (SELECT max(num) FROM events) AS tail FROM workspace` as [
		{ epoch: string; tail: number },
	];
	const before = (entries: number) => epoch + String(tail - entries).padStart(12, "0");
	return { big, head, small: smallest(cast.member), only: smallest(cast.guest), other, thread, mine, before };
}
