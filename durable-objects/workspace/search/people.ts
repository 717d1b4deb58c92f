import type { ConversationId } from "@clickclack/protocol";
import { numsInGroup } from "../groups/mentions.ts";
import type { Read } from "../transaction.ts";
import { anyOf, max_places, placeOf } from "./scope.ts";

/** A person, as the index and the table of direct conversations have them. */
type Num = number;

/** Those of a handle, former members too, or the caller. */
export function numsOf({ sql, me }: Read, value: string): Num[] {
	if (value === "me") return [me.num];
	const rows = sql<{ num: Num }>`SELECT num FROM members WHERE handle = ${value.slice(1)}`;
	return rows.map(({ num }) => num);
}

/** Those of a handle; where it is that of a group, who is in it. */
export function authorsOf(tx: Read, value: string): Num[] {
	const people = numsOf(tx, value);
	return people.length > 0 || value === "me" ? people : numsInGroup(tx, value.slice(1));
}

/** The caller's direct conversation with exactly these people. @param value handles with commas between them */
export function directWith(tx: Read, value: string): ConversationId[] {
	const nums = value.split(",").map((handle) => numsOf(tx, handle));
	if (nums.some(({ length }) => length !== 1)) return [];
	const key = [...new Set([tx.me.num, ...nums.flat()])].toSorted((a, b) => a - b).join();
	return tx.sql<{ id: ConversationId }>`SELECT id FROM directs WHERE members_key = ${key}`.map(({ id }) => id);
}

export interface Direct {
	id: ConversationId;
	/** the numbers of its members, with commas between them */
	members_key: string;
}

/** The caller's direct conversations, the newest ones. */
export const myDirects = ({ sql, me }: Read): Direct[] => sql<Direct>`
	SELECT d.id, d.members_key FROM conversation_members cm INDEXED BY conversation_members_by_user
	CROSS JOIN directs d ON d.id = cm.conversation_id
	WHERE cm.user_id = ${me.user_id} AND cm.conversation_id GLOB 'dm_*'
	ORDER BY cm.conversation_id DESC LIMIT ${max_places}`;

/** The places of those that one of these is in. */
export function placesWith(directs: Direct[], nums: Num[]): string[] {
	const wanted = new Set(nums.map(String));
	const isIn = ({ members_key }: Direct) => members_key.split(",").some((num) => wanted.has(num));
	return directs.filter(isIn).map(({ id }) => placeOf(id));
}

/**
 * The terms of the threads that somebody took part in.
 * @param most how many of their newest messages in threads are looked at
 */
export function threadsWith({ sql }: Read, scope: string[], nums: Num[], most: number): string[] {
	const match = `${anyOf(scope)} AND ${anyOf(nums.map(writtenBy))} AND ${anyOf(["is:thread"])}`;
	const rows = sql<{ root: number }>`
		SELECT iif(m.timeline > 0, m.timeline, m.num) AS root FROM search s JOIN messages m ON m.num = s.rowid
		WHERE search MATCH ${match} ORDER BY s.rowid DESC LIMIT ${most}`;
	return [...new Set(rows.map(({ root }) => `thread:${root}`))];
}

export const writtenBy = (num: Num): string => `from:${num}`;
export const mentionOf = (num: Num): string => `mentions:${num}`;
