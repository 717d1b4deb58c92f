import type { Message, User } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { rowsOf } from "./rows.ts";

const user = (handle: string): User => ({
	id: `usr_${handle}`,
	kind: "human",
	display_name: handle,
	handle,
	avatar_url: "",
	created_at: "2026-05-01T00:00:00.000Z",
});
const ada = user("ada");
const grace = user("grace");

function said(author: User, channel_seq: number, created_at: string): Message {
	const id = `msg_${channel_seq}` as const;
	const place = { id, workspace_id: "wsp_1", channel_id: "chn_1", thread_root_id: id, channel_seq } as const;
	const text = { kind: "message", body: `${channel_seq}`, body_format: "markdown", nonce: `n${channel_seq}` } as const;
	return {
		...place,
		...text,
		author_id: author.id,
		author,
		created_at,
		mentioned_user_ids: [],
		reactions: [],
		reacted_by: [],
	};
}

const at = (time: string) => `2026-05-08T${time}:00`;

test("messages of one person within five minutes are grouped", () => {
	const messages = [
		said(ada, 1, at("10:00")),
		said(ada, 2, at("10:04")),
		said(ada, 3, at("10:10")),
		said(grace, 4, at("10:11")),
	];
	expect(rowsOf(messages, [], ada, {}).map((row) => row.isGrouped)).toEqual([false, true, false, false]);
});

test("each day has a line and begins a group", () => {
	const messages = [said(ada, 1, at("23:58")), said(ada, 2, "2026-05-09T00:01:00")];
	const rows = rowsOf(messages, [], ada, {});
	expect(rows.map((row) => row.day !== undefined)).toEqual([true, true]);
	expect(rows[1]?.isGrouped).toBe(false);
	expect(rowsOf(messages, [], ada, { above: at("09:00") })[0]?.day).toBeUndefined();
});

test("the line New is above the first unread message of someone else", () => {
	const messages = [
		said(grace, 1, at("10:00")),
		said(ada, 2, at("10:01")),
		said(grace, 3, at("10:02")),
		said(grace, 4, at("10:03")),
	];
	const marked = (read_seq?: number) => rowsOf(messages, [], ada, { read_seq }).findIndex((row) => row.isFirstUnread);
	expect(marked(1)).toBe(2);
	expect(marked(4)).toBe(-1);
	expect(marked()).toBe(-1);
});

test("a message that is being sent keeps its row when it has arrived, and has only one", () => {
	const send = {
		nonce: "n2",
		workspace_id: "wsp_1",
		conversation_id: "chn_1",
		body: "2",
		sent_at: Date.parse(at("10:01")),
	} as const;
	const [, pending] = rowsOf([said(ada, 1, at("10:00"))], [send], ada, {});
	const arrived = rowsOf([said(ada, 1, at("10:00")), said(ada, 2, at("10:01"))], [send], ada, {});
	expect(arrived.map((row) => row.key)).toEqual(["usr_ada n1", pending?.key]);
	expect(arrived[1]?.send).toBeUndefined();
});
