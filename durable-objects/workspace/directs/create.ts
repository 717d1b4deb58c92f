import { ChatError, type CreateDirect, type DirectConversation, max_people } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { refuseBeyond } from "../caps.ts";
import { insertMembers } from "../conversations/members.ts";
import { type MemberRow, getMember } from "../members/row.ts";
import { beginReading } from "../reads.ts";
import type { Read, Write } from "../transaction.ts";
import { type Opened, announceOpened, openDirect } from "./hidden.ts";
import { getDirect } from "./row.ts";

/** Opens the conversation of the caller with these people: the one that they have, or a new one that only the caller sees yet. */
export function createDirect(tx: Write, { member_ids }: Pick<CreateDirect, "member_ids">): Opened {
	permit(tx, "direct.create");
	const people = everybody(tx, member_ids);
	const members_key = people.map(({ num }) => num).join();
	const [known] = tx.sql<Pick<DirectConversation, "id">>`SELECT id FROM directs WHERE members_key = ${members_key}`;
	if (known) return openDirect(tx, { direct_conversation_id: known.id });
	for (const { user_id } of people) permit(tx, "direct.include", getMember(tx, user_id));
	refuseMore(tx);
	const id = insertRows(tx, people, members_key);
	const event = announceOpened(tx, id, tx.me.user_id);
	return { conversation: getDirect(tx, { direct_conversation_id: id }), event };
}

/** The caller and these people, each once, by number. */
function everybody({ sql, me }: Read, member_ids: CreateDirect["member_ids"]): MemberRow[] {
	const ids = [...new Set([me.user_id, ...member_ids])];
	if (ids.length < 2) throw new ChatError("invalid_request", "direct conversation needs at least two members");
	if (ids.length > max_people) throw new ChatError("invalid_request", "direct conversation has too many members");
	const rows = sql<MemberRow>`
		SELECT * FROM members WHERE user_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) ORDER BY num`;
	if (rows.length < ids.length) throw new ChatError("not_found", "member not found");
	return rows;
}

function refuseMore({ sql, me, caps: { direct_conversations } }: Read): void {
	const [{ count }] = sql`SELECT count(*) AS count FROM directs WHERE created_by = ${me.user_id}` as [
		{ count: number },
	];
	refuseBeyond(direct_conversations.creator, count, "direct conversations that one person has opened");
}

function insertRows(tx: Write, people: MemberRow[], members_key: string): DirectConversation["id"] {
	const id = tx.newId("dm");
	const user_ids = people.map(({ user_id }) => user_id);
	tx.sql`INSERT INTO conversations (id, kind, created_at) VALUES (${id}, 'direct', ${tx.now})`;
	tx.sql`INSERT INTO directs (id, members_key, created_by) VALUES (${id}, ${members_key}, ${tx.me.user_id})`;
	insertMembers(tx, id, user_ids);
	beginReading(tx, id, user_ids);
	return id;
}
