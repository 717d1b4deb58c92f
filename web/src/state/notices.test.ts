import type { Message, ServerEvent } from "@clickclack/sdk";
import { expect, test, vi } from "vitest";

vi.stubGlobal("addEventListener", () => {});
const { isOver, noteRead } = await import("./notices.ts");

const message = (fields: object) =>
	({ id: "msg_1", channel_id: "chn_reef", channel_seq: 5, ...fields }) as unknown as Message;
const note = (type: string, payload: object) => noteRead({ type, payload } as ServerEvent);

test("what was read or deleted while its notice was on its way is not shown", () => {
	vi.useFakeTimers();
	note("channel.read", { channel_id: "chn_reef", last_read_seq: 5 });
	note("message.deleted", { message_id: "msg_gone" });
	const reply = { parent_message_id: "msg_root", thread_seq: 1 };
	expect(isOver(message({}))).toBe(true);
	expect(isOver(message({ channel_seq: 6 }))).toBe(false);
	expect(isOver(message({ channel_id: "chn_other" }))).toBe(false);
	expect(isOver(message(reply))).toBe(false);
	expect(isOver(message({ id: "msg_gone", channel_seq: 6 }))).toBe(true);
	note("thread.read", { root_message_id: "msg_root", channel_id: "chn_reef", last_read_seq: 1 });
	expect(isOver(message(reply))).toBe(true);
	vi.advanceTimersByTime(5_000);
	expect(isOver(message({}))).toBe(false);
});
