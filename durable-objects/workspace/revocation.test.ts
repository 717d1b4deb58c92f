import { runInDurableObject } from "cloudflare:test";
import type { DurableEvent, ServerEvent } from "@clickclack/protocol";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const say = (body: string) => team.ada.createMessage({ conversation_id: team.general.id, body });
const says = (body: string) => (event: ServerEvent) =>
	event.type === "message.created" && event.payload.message.body === body;

/** The whole log, as one person may read it. */
async function log(who: "ada" | "grace" | "linus" | "gus"): Promise<DurableEvent[]> {
	const page = await team[who].listEvents({ workspace_id: team.general.workspace_id, limit: 500 });
	return page.events;
}

describe("revoked access", () => {
	test("R16: somebody removed from a private channel gets none of its events on an open socket", async () => {
		const channel_id = await backRoom(team);
		const listener = await listen(team, "grace");
		await team.ada.createMessage({ conversation_id: channel_id, body: "with grace" });
		await listener.receive(says("with grace"));
		await team.ada.removeChannelMember({ channel_id, user_id: team.users.grace.id });
		await team.ada.createMessage({ conversation_id: channel_id, body: "without grace" });
		await say("for all");
		await listener.receive(says("for all"));
		expect(listener.received.filter(says("without grace"))).toEqual([]);
		expect(JSON.stringify(await log("grace"))).not.toContain("with grace");
	});

	test("R16: messages from before a removal are not replayed after it, with batched frames neither", async () => {
		const channel_id = await backRoom(team);
		const listener = await listen(team, "grace", { frames: "batch" });
		await say("wake up");
		await listener.receive(says("wake up"));
		await Promise.all([
			team.ada.createMessage({ conversation_id: channel_id, body: "secret" }),
			team.ada.removeChannelMember({ channel_id, user_id: team.users.grace.id }),
			team.ada.createMessage({ conversation_id: channel_id, body: "after" }),
		]);
		await say("for all");
		await listener.receive(says("for all"));
		expect(listener.received.filter(says("after"))).toEqual([]);
	});

	test("R23: removal from the workspace closes the socket with 1008 and ends all access", async () => {
		const listener = await listen(team, "grace");
		await team.ada.removeMember({ user_id: team.users.grace.id });
		expect(await listener.closed).toMatchObject({ code: 1008 });
		await expect(team.grace.getSnapshot({})).rejects.toMatchObject({ code: "not_found" });
		await expect(listen(team, "grace", { after_cursor: "0001000000000000" })).rejects.toThrow("no socket: 404");
	});

	test("R23: a revoked session receives nothing more, though its token has not expired", async () => {
		const listener = await listen(team, "grace");
		const { session_id, user_id } = team.actor("grace");
		const expires_at = new Date(Date.now() + 86_400_000).toISOString();
		await team.system.revokeSession({ session_id: session_id!, user_id, expires_at } as never);
		expect(await listener.closed).toMatchObject({ code: 1008 });
		await expect(team.grace.getWorkspace({})).rejects.toMatchObject({ code: "unauthorized" });
	});

	test("R23: an expired session receives nothing more, on a socket that was opened before", async () => {
		const actor = { ...team.actor("grace"), expires_at: new Date(Date.now() + 60_000).toISOString() };
		const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(actor) };
		const { webSocket } = await team.stub.fetch("http://workspace/?after_cursor=", { headers });
		const received: string[] = [];
		webSocket!.addEventListener("message", ({ data }) => void received.push(String(data)));
		const closed = new Promise((resolve) => webSocket!.addEventListener("close", ({ code }) => resolve(code)));
		webSocket!.accept();
		await say("in time");
		await expect.poll(() => received.join()).toContain("in time");
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
		await say("too late");
		expect(await closed).toBe(1008);
		vi.useRealTimers();
		expect(received.join()).not.toContain("too late");
	});

	test("R23: a person whose session has expired goes offline, though no event was sent since", async () => {
		const actor = { ...team.actor("grace"), expires_at: new Date(Date.now() + 60_000).toISOString() };
		const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(actor) };
		const { webSocket } = await team.stub.fetch("http://workspace/?after_cursor=", { headers });
		const closed = new Promise((resolve) => webSocket!.addEventListener("close", ({ code }) => resolve(code)));
		webSocket!.accept();
		const online = async () => (await team.ada.getSnapshot({})).online_user_ids;
		expect(await online()).toContain(team.users.grace.id);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
		expect(await online()).not.toContain(team.users.grace.id);
		vi.useRealTimers();
		expect(await closed).toBe(1008);
	});

	test("R23: a blocked member receives nothing more, but may still read", async () => {
		const listener = await listen(team, "grace");
		const { cursor } = await team.grace.getSnapshot({});
		await team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true });
		expect(await listener.closed).toMatchObject({ code: 1008 });
		await expect(listen(team, "grace", { after_cursor: cursor })).rejects.toThrow("no socket: 403");
		const { workspace_id } = team.general;
		await expect(team.grace.listEvents({ workspace_id, limit: 5 })).rejects.toMatchObject({ code: "moderated" });
		await expect(team.grace.listMessages({ conversation_id: team.general.id, limit: 5 })).resolves.toBeDefined();
	});

	test("a workspace that was never created answers not_found, and nothing is written", async () => {
		const { env } = await import("cloudflare:workers");
		const { actingAs } = await import("./client.ts");
		const stub = env.WORKSPACE.getByName("zzzzzzzz");
		await expect(actingAs(stub, team.actor("ada")).getSnapshot({})).rejects.toMatchObject({ code: "not_found" });
		const tables = await runInDurableObject(stub, (_, { storage }) =>
			storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
		);
		expect(tables).toEqual([]);
	});
});
