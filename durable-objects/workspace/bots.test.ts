import { runInDurableObject } from "cloudflare:test";
import { type Message, Scope, type ServerEvent, type UserId, operations } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Sql, tagged } from "../sql.ts";
import { type Team, listen, newTeam, person } from "../test/people.ts";
import { hashToken, newToken } from "../tokens.ts";
import { type WorkspaceClient, actingAs } from "./client.ts";
import { commands, queries } from "./index.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

const rows = (work: (sql: Sql) => void) => runInDurableObject(team.stub, (_, { storage }) => work(tagged(storage.sql)));

interface Bot {
	user_id: UserId;
	client: WorkspaceClient;
	token_hash: string;
}

/** Inserts a bot with one token; the commands for bots do not exist yet. */
async function newBot(scopes: Scope[], owner_user_id: UserId | null = null): Promise<Bot> {
	const { id: user_id, handle } = person(`bot-${crypto.randomUUID().slice(0, 8)}`);
	const token_hash = hashToken(newToken("ccb", team.tag));
	await rows((sql) => {
		sql`INSERT INTO members (user_id, role, kind, owner_user_id, display_name, folded_name, handle, avatar_url, created_at, joined_at)
			VALUES (${user_id}, 'bot', 'bot', ${owner_user_id}, 'Claws', 'claws', ${handle}, '', '2026-01-01', '2026-01-01')`;
		sql`INSERT INTO bot_tokens (id, token_hash, user_id, scopes_json, created_at)
			VALUES (${`btok_${handle}`}, ${token_hash}, ${user_id}, ${JSON.stringify(scopes)}, '2026-01-01')`;
	});
	return { user_id, token_hash, client: actingAs(team.stub, { kind: "bot", token_hash }) };
}

const all = Scope.options;
const registry = { ...queries, ...commands };
type Name = keyof typeof registry;
const names = Object.keys(registry) as Name[];
const scopeOf = (name: Name) => registry[name].scope;
const call = (bot: Bot, name: Name) => (bot.client[name] as (input: object) => Promise<unknown>)({});

describe("a bot", () => {
	test.each(names.filter((name) => scopeOf(name) !== "none"))("may not %s without the scope for it", async (name) => {
		const scope = scopeOf(name);
		const bot = await newBot(all.filter((one) => one !== scope));
		const refused = { code: "forbidden", message: `bot token is missing scope ${scope}` };
		await expect(call(bot, name)).rejects.toMatchObject(refused);
	});

	test("has the scopes over HTTP that the workspace demands", () => {
		for (const name of names.filter((one) => one in operations)) {
			const { access } = operations[name as keyof typeof operations];
			expect([name, all.find((scope) => scope === access) ?? "none"]).toEqual([name, scopeOf(name)]);
		}
	});

	test("may call nothing that has no scope, whatever scopes its token has", async () => {
		const bot = await newBot(all);
		for (const name of names.filter((one) => scopeOf(one) === "none"))
			await expect(call(bot, name)).rejects.toMatchObject({ code: "forbidden", message: "this is not for bots" });
	});

	test("stays a bot: its role cannot be changed, though it can be timed out", async () => {
		const { user_id } = await newBot(all);
		for (const role of ["guest", "member", "moderator"] as const)
			await expect(team.ada.moderateMember({ user_id, role })).rejects.toMatchObject({
				code: "forbidden",
				message: "the role of a bot cannot be changed",
			});
		const { member } = await team.ada.moderateMember({ user_id, timeout_minutes: 5 });
		expect(member).toMatchObject({ role: "bot", timeout_until: expect.any(String) });
	});

	test("cannot lift the rights of a channel that it did not make, though it may describe it", async () => {
		const { client } = await newBot(all);
		const { channel } = await team.ada.createChannel({ name: "bulletin", kind: "public" });
		const channel_id = channel.id;
		await team.ada.updateChannel({ channel_id, who_can_post: "moderators" });
		const refused = { code: "forbidden" };
		await expect(client.createMessage({ conversation_id: channel_id, body: "beep" })).rejects.toMatchObject(refused);
		await expect(client.updateChannel({ channel_id, who_can_post: "everyone" })).rejects.toMatchObject(refused);
		await expect(client.updateChannel({ channel_id, topic: "beep" })).resolves.toBeDefined();
		const own = (await client.createChannel({ name: "beeps", kind: "public" })).channel.id;
		await client.updateChannel({ channel_id: own, who_can_post: "moderators" });
		await expect(client.createMessage({ conversation_id: own, body: "beep" })).resolves.toBeDefined();
		await expect(team.grace.createMessage({ conversation_id: own, body: "hm" })).rejects.toMatchObject(refused);
	});

	test("acts like a member within its scopes, also in channels that it has not joined", async () => {
		const { client, user_id } = await newBot(all);
		const conversation_id = team.general.id;
		await team.ada.createMessage({ conversation_id, body: "anybody there?" });
		const seen = await client.getChannel({ channel_id: conversation_id });
		expect(seen).toMatchObject({ is_member: false, last_read_seq: 0, unread_count: seen.last_seq });
		await client.markRead({ conversation_id, seq: seen.last_seq });
		expect(await client.getChannel({ channel_id: conversation_id })).toMatchObject({
			is_member: false,
			unread_count: 0,
		});
		const { message } = await client.createMessage({ conversation_id, body: "a bot is" });
		expect(message.author).toMatchObject({ id: user_id, kind: "bot" });
		await client.addReaction({ message_id: message.id, emoji: "🦞" });
		await client.replyInThread({ message_id: message.id, body: "and replies" });
		expect((await client.getSnapshot({})).me).toMatchObject({ role: "bot" });
		await expect(client.deleteChannel({ channel_id: conversation_id })).rejects.toMatchObject({ code: "forbidden" });
	});

	test("forwards only what its token may read", async () => {
		const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "not for every token" });
		const asked = { conversation_id: team.general.id, forwarded_message_id: message.id };
		const { client: writer } = await newBot(["messages:write", "channels:read"]);
		await expect(writer.createMessage(asked)).rejects.toMatchObject({
			code: "forbidden",
			message: "bot token is missing scope messages:read",
		});
		const { client } = await newBot(["messages:write", "messages:read"]);
		expect((await client.createMessage(asked)).message.forwarded?.body).toBe("not for every token");
	});

	test("pins, quotes and votes only where its token may read", async () => {
		const general = team.general.id;
		const { message: root } = await team.ada.createMessage({ conversation_id: general, body: "not for every token" });
		const poll = { options: ["yes", "no"], is_multiple: false };
		const { message: asked } = await team.ada.createMessage({ conversation_id: general, body: "Tea?", poll });
		const { message: reply } = await team.ada.replyInThread({ message_id: root.id, body: "nor this" });
		const acts = ({ client }: Bot) => ({
			quote: () => client.createMessage({ conversation_id: general, body: "so", quoted_message_id: root.id }),
			quoteReply: () => client.replyInThread({ message_id: root.id, body: "so", quoted_message_id: reply.id }),
			pin: () => client.pinMessage({ conversation_id: general, message_id: root.id }),
			vote: () => client.votePoll({ message_id: asked.id, choices: [0] }),
		});
		const refused = { code: "forbidden", message: "bot token is missing scope messages:read" };
		const writing: Scope[] = ["messages:write", "threads:write"];
		for (const act of Object.values(acts(await newBot(writing)))) await expect(act()).rejects.toMatchObject(refused);
		const ofThreads = acts(await newBot([...writing, "threads:read"]));
		expect((await ofThreads.quoteReply()).message.quoted_body_snapshot).toBe("nor this");
		await expect(ofThreads.quote()).rejects.toMatchObject(refused);
		for (const act of Object.values(acts(await newBot([...writing, "messages:read"]))))
			await expect(act()).resolves.toBeDefined();
	});

	test("in its direct conversations, too, pins and quotes only if its token may read them", async () => {
		const reader = await newBot(["dms:read", "dms:write"]);
		const { conversation } = await team.ada.createDirect({ member_ids: [reader.user_id] });
		const { id: conversation_id } = conversation;
		const { message } = await team.ada.createDirectMessage({ conversation_id, body: "barnacle" });
		const quoting = { conversation_id, body: "so", quoted_message_id: message.id };
		const pinning = { conversation_id, message_id: message.id };
		await rows((sql) => sql`UPDATE bot_tokens SET scopes_json = '["dms:write"]' WHERE user_id = ${reader.user_id}`);
		const refused = { code: "forbidden", message: "bot token is missing scope dms:read" };
		await expect(reader.client.createDirectMessage(quoting)).rejects.toMatchObject(refused);
		await expect(reader.client.pinDirectMessage(pinning)).rejects.toMatchObject(refused);
		await reader.client.createDirectMessage({ conversation_id, body: "so" });
	});

	test("sends a reply to the channel, too, only if its token may post there", async () => {
		const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "who is in?" });
		const both = { message_id: message.id, body: "all of us", also_send: true };
		const { client } = await newBot(["threads:write", "threads:read", "messages:read"]);
		const refused = { code: "forbidden", message: "bot token is missing scope messages:write" };
		await expect(client.replyInThread(both)).rejects.toMatchObject(refused);
		await expect(client.replyInThread({ ...both, also_send: false })).resolves.toBeDefined();
		const { client: poster } = await newBot(["threads:write", "messages:write"]);
		expect((await poster.replyInThread(both)).also).toBeDefined();
		const { client: friend, user_id } = await newBot(["threads:write", "dms:write"]);
		const { conversation } = await team.ada.createDirect({ member_ids: [user_id] });
		const direct = await team.ada.createDirectMessage({ conversation_id: conversation.id, body: "are you in?" });
		const toUs = { message_id: direct.message.id, body: "yes", also_send: true };
		expect((await friend.replyInThread(toUs)).also).toBeDefined();
	});

	test("R34: acts on its socket within its scopes, until its token is revoked", async () => {
		const { token_hash, user_id } = await newBot(all.filter((scope) => scope !== "threads:write"));
		const bot = await listen(team, "ada", { frames: "batch" }, { kind: "bot", token_hash });
		const { status, body } = await bot.act("createMessage", { channel_id: team.general.id, body: "by socket" });
		const { message } = body as { message: Message };
		expect([status, message.author_id]).toEqual([201, user_id]);
		const reply = await bot.act("replyInThread", { message_id: message.id, body: "and replies" });
		expect(reply).toMatchObject({ status: 403, body: { error: "bot token is missing scope threads:write" } });
		const { workspace_id } = team.general;
		expect(await bot.act("createInvite", { workspace_id })).toMatchObject({ status: 403 });
		await rows((sql) => sql`UPDATE bot_tokens SET revoked_at = '2026-01-02' WHERE user_id = ${user_id}`);
		expect(await bot.act("listChannels", { workspace_id })).toMatchObject({ status: 401 });
	});

	test("opens direct conversations and talks in them, with the scopes for that", async () => {
		const { client, user_id } = await newBot(["dms:read", "dms:write"]);
		const { conversation } = await client.createDirect({ member_ids: [team.users.grace.id] });
		const { id: conversation_id } = conversation;
		const { message } = await client.createDirectMessage({ conversation_id, body: "at your service" });
		expect(message).toMatchObject({ author_id: user_id, direct_conversation_id: conversation_id });
		expect((await client.listDirectMessages({ conversation_id, limit: 5 })).messages).toHaveLength(1);
		expect((await team.grace.listDirects({ limit: 5 })).conversations).toMatchObject([{ id: conversation_id }]);
		const closing = client.closeDirect({ direct_conversation_id: conversation_id });
		await expect(closing).rejects.toMatchObject({ code: "forbidden", message: "this is not for bots" });
	});

	test("without the scopes for direct conversations neither reads nor writes in its own, by any operation", async () => {
		const { client, user_id, token_hash } = await newBot(all.filter((scope) => !scope.startsWith("dms:")));
		const { workspace_id } = team.general;
		const { cursor } = await client.getSnapshot({});
		const socket = await listen(team, "ada", { after_cursor: cursor }, { kind: "bot", token_hash });
		const { conversation } = await team.ada.createDirect({ member_ids: [user_id] });
		const { id: conversation_id } = conversation;
		const { message } = await team.ada.createDirectMessage({ conversation_id, body: "barnacle" });
		const { id: message_id } = message;
		const reading = [
			() => client.getMessage({ message_id }),
			() => client.getThread({ message_id, limit: 5 }),
			() => client.listMessages({ conversation_id, limit: 5 }),
			() => client.searchMessages({ q: "barnacle", scope: "all", sort: "newest", limit: 5 }),
			() => client.searchMessages({ q: "barnacle", conversation_id, sort: "newest", limit: 5 }),
			() => client.markRead({ conversation_id, seq: 1 }),
		];
		const writing = [
			() => client.createMessage({ conversation_id, body: "hello" }),
			() => client.replyInThread({ message_id, body: "hello" }),
			() => client.addReaction({ message_id, emoji: "🦞" }),
			() => client.publishEphemeral({ type: "typing.started", conversation_id, payload: {} }),
		];
		const refused = (scope: string) => ({ code: "forbidden", message: `bot token is missing scope ${scope}` });
		for (const read of reading) await expect(read()).rejects.toMatchObject(refused("dms:read"));
		for (const write of writing) await expect(write()).rejects.toMatchObject(refused("dms:write"));
		expect(await client.getSnapshot({})).toMatchObject({ direct_conversations: [], unread_mentions: [] });
		const asked = { workspace_id, after_cursor: cursor, limit: 50 };
		expect(await client.listEvents(asked)).toMatchObject({ events: [], has_more: false });
		await team.ada.createMessage({ conversation_id: team.general.id, body: "all clear" });
		const isClear = (event: ServerEvent) => event.type === "message.created";
		await socket.receive(isClear);
		const again = await listen(team, "ada", { after_cursor: cursor }, { kind: "bot", token_hash });
		await again.receive(isClear);
		for (const { received } of [socket, again]) expect(received.filter(({ cursor }) => cursor)).toHaveLength(1);
	});

	test("may change any channel that it sees, and sees no private channel that it is not a member of", async () => {
		const { client } = await newBot(["channels:write", "channels:read"]);
		const { channel } = await team.grace.createChannel({ name: "hers", kind: "public" });
		await client.updateChannel({ channel_id: channel.id, topic: "kept in step", external_managed: true });
		const { channel: hidden } = await team.grace.createChannel({ name: "hidden", kind: "private" });
		const change = client.updateChannel({ channel_id: hidden.id, topic: "mine now" });
		await expect(change).rejects.toMatchObject({ code: "not_found" });
	});

	test("is unauthorized once its token is revoked, it is removed, or its owner has left", async () => {
		const gone = { code: "unauthorized", message: "authentication required" };
		const [revoked, removed] = [await newBot(all), await newBot(all)];
		const linus = team.users.linus.id;
		const personal = await newBot(all, linus);
		for (const { client } of [revoked, removed, personal]) await client.listChannels({});
		await rows((sql) => sql`UPDATE bot_tokens SET revoked_at = '2026-01-02' WHERE user_id = ${revoked.user_id}`);
		await team.ada.removeMember({ user_id: removed.user_id });
		await team.linus.removeMember({ user_id: linus });
		for (const { client } of [revoked, removed, personal])
			await expect(client.listChannels({})).rejects.toMatchObject(gone);
		const madeUp = actingAs(team.stub, { kind: "bot", token_hash: hashToken("ccb_madeup") });
		await expect(madeUp.listChannels({})).rejects.toMatchObject(gone);
	});
});

test("a bot's socket is closed when the person who owns it leaves", async () => {
	team = await newTeam();
	const { id: owner_user_id } = team.users.linus;
	const { token_hash } = await newBot(all, owner_user_id);
	const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify({ kind: "bot", token_hash }) };
	const { webSocket } = await team.stub.fetch("http://workspace/?frames=batch", { headers });
	const closed = new Promise((resolve) => webSocket!.addEventListener("close", ({ code }) => resolve(code)));
	webSocket!.accept();
	await team.linus.removeMember({ user_id: owner_user_id });
	expect(await closed).toBe(1008);
});

test("a name that is not in the registry, or not for this kind of caller, is refused", async () => {
	const operator = actingAs(team.stub, { kind: "operator" });
	const stranger = actingAs(team.stub, { kind: "public" });
	for (const name of names) {
		const allow: readonly string[] = registry[name].allow;
		if (!allow.includes("operator"))
			await expect(call({ client: operator } as Bot, name)).rejects.toMatchObject({ code: "forbidden" });
		if (!allow.includes("public"))
			await expect(call({ client: stranger } as Bot, name)).rejects.toMatchObject({ code: "unauthorized" });
	}
});
