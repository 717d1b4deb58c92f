import type { Message, User } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { KnownRows, rowsOf } from "./rows.ts";

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
	expect(rows.map((row) => row.beginsDay)).toEqual([true, true]);
	expect(rows[1]?.isGrouped).toBe(false);
	expect(rowsOf(messages, [], ada, { above: at("09:00") })[0]?.beginsDay).toBe(false);
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

test("the line New is nowhere while the first unread message may be one that is not loaded", () => {
	const messages = [said(grace, 40, at("10:00")), said(grace, 41, at("10:01"))];
	const marked = (read_seq: number) => rowsOf(messages, [], ada, { read_seq }).findIndex((row) => row.isFirstUnread);
	expect(marked(38)).toBe(-1);
	expect(marked(39)).toBe(0);
	expect(marked(40)).toBe(1);
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

test("a message that came changes no other row, and one that changed only its own and the next", () => {
	const known = new KnownRows();
	const messages = [said(grace, 1, at("10:00")), said(ada, 2, at("10:01")), said(ada, 3, at("10:02"))];
	const before = rowsOf(messages, [], ada, {}, known);
	const after = rowsOf([...messages, said(grace, 4, at("10:03"))], [], ada, {}, known);
	expect(after.slice(1, 3)).toEqual(before.slice(1));
	expect(after.map((row, i) => row === before[i])).toEqual([false, true, true, false]);
	const [first, second, third] = messages as [Message, Message, Message];
	const edited = rowsOf([first, { ...second, body: "2!" }, third], [], ada, {}, known);
	expect(edited.map(({ body }) => body)).toEqual(["1", "2!", "3"]);
	expect(edited[1]).not.toBe(before[1]);
});

test("the line New, older messages and a deleted neighbour move a row out of its group", () => {
	const known = new KnownRows();
	const messages = [said(grace, 1, at("10:00")), said(grace, 2, at("10:01")), said(grace, 3, at("10:02"))];
	const grouped = (all: Message[], read_seq?: number) =>
		rowsOf(all, [], ada, { read_seq }, known).map(({ isGrouped }) => isGrouped);
	expect(grouped(messages)).toEqual([false, true, true]);
	expect(grouped(messages, 1)).toEqual([false, false, true]);
	expect(grouped(messages)).toEqual([false, true, true]);
	expect(grouped([said(ada, 0, at("09:59")), ...messages])).toEqual([false, false, true, true]);
	expect(grouped(messages.slice(1))).toEqual([false, true]);
});
