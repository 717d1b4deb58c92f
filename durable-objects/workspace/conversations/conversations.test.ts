import { runInDurableObject } from "cloudflare:test";
import { type ConversationId, type ServerEvent, can, roles, seesUnjoined } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Sql, tagged } from "../../sql.ts";
import { type Listener, type Team, listen, newTeam } from "../../test/people.ts";

let team: Team;
let direct: `dm_${string}`;
const rows = <T>(work: (sql: Sql) => T) => runInDurableObject(team.stub, (_, { storage }) => work(tagged(storage.sql)));
const gone = { code: "not_found" };

beforeAll(async () => {
	team = await newTeam();
	direct = (await team.ada.createDirect({ member_ids: [team.users.grace.id] })).conversation.id;
});

const about = (listener: Listener, type: string) =>
	listener.receive((event) => event.type === type && "direct_conversation_id" in event.payload);

describe("a direct conversation, a second kind beside channels", () => {
	test("has messages, threads, reactions and a search like a channel, and says on the wire what it is", async () => {
		const { message } = await team.ada.createMessage({ conversation_id: direct, body: "just us, @grace", nonce: "n" });
		expect(message).toMatchObject({ direct_conversation_id: direct, channel_seq: 1 });
		expect(message).not.toHaveProperty("channel_id");
		expect(message.mentioned_user_ids).toEqual([team.users.grace.id]);
		const again = await team.ada.createMessage({ conversation_id: direct, body: "just us, @grace", nonce: "n" });
		expect(again.message.id).toBe(message.id);
		const { message: reply } = await team.grace.replyInThread({ message_id: message.id, body: "yes, periwinkle" });
		expect(reply).toMatchObject({ direct_conversation_id: direct, thread_seq: 1 });
		const { reactions } = await team.grace.addReaction({ message_id: message.id, emoji: "🦞" });
		expect(reactions).toMatchObject([{ emoji: "🦞", count: 1 }]);
		await team.ada.editMessage({ message_id: message.id, body: "just the two of us" });
		expect((await team.grace.getThread({ message_id: message.id, limit: 10 })).replies).toHaveLength(1);
		expect((await team.grace.listMessages({ conversation_id: direct, limit: 10 })).messages).toHaveLength(1);
		const search = { q: "periwinkle", sort: "newest", limit: 10 } as const;
		expect((await team.ada.searchMessages(search)).results).toEqual([]);
		for (const where of [{ scope: "all" } as const, { conversation_id: direct }]) {
			const { results } = await team.ada.searchMessages({ ...search, ...where });
			expect(results).toMatchObject([{ id: reply.id, direct_conversation_id: direct }]);
			expect(results[0]).not.toHaveProperty("channel_name");
		}
		await team.grace.deleteMessage({ message_id: reply.id });
	});

	test("has read positions that are sent to the reader alone", async () => {
		const [ada, grace] = await Promise.all([listen(team, "ada"), listen(team, "grace")]);
		await team.ada.createMessage({ conversation_id: direct, body: "news" });
		const receipt = await team.grace.markRead({ conversation_id: direct, seq: 99 });
		expect(receipt).toMatchObject({ scope_id: direct, last_read_seq: 2 });
		expect(await about(grace, "dm.read")).toMatchObject({ seq: 2, payload: { user_id: team.users.grace.id } });
		await team.ada.createMessage({ conversation_id: direct, body: "more" });
		await ada.receive((event) => event.type === "message.created" && event.payload.message.body === "more");
		expect(ada.received.map(({ type }) => type)).not.toContain("dm.read");
	});

	test("sends its events, typing included, to its members only, live and replayed", async () => {
		const start = (await team.ada.getSnapshot({})).cursor;
		const [grace, linus] = await Promise.all([listen(team, "grace"), listen(team, "linus")]);
		await team.ada.publishEphemeral({ type: "typing.started", conversation_id: direct, payload: {} });
		await team.ada.createMessage({ conversation_id: direct, body: "hush" });
		expect(await about(grace, "typing.started")).not.toHaveProperty("channel_id");
		expect(await about(grace, "message.created")).toMatchObject({ payload: { direct_conversation_id: direct } });
		await team.ada.createMessage({ conversation_id: team.general.id, body: "all clear" });
		await linus.receive((event) => event.type === "message.created");
		const isDirect = (event: ServerEvent) => JSON.stringify(event).includes(direct);
		expect(linus.received.filter(isDirect)).toEqual([]);
		const replay = async (who: "grace" | "linus") => {
			const { events } = await team[who].listEvents({
				workspace_id: team.general.workspace_id,
				after_cursor: start,
				limit: 100,
			});
			return events.filter(isDirect).map(({ type }) => type);
		};
		expect(await replay("grace")).toEqual(["message.created"]);
		expect(await replay("linus")).toEqual([]);
	});

	test("is cleaned up by its authors alone: an owner deletes nothing that the other has said", async () => {
		const { message } = await team.grace.createMessage({ conversation_id: direct, body: "mine" });
		const deleting = team.ada.deleteMessage({ message_id: message.id });
		await expect(deleting).rejects.toMatchObject({ code: "forbidden" });
		await team.grace.deleteMessage({ message_id: message.id });
	});

	test("does not exist for others, whatever their role", async () => {
		const { message } = await team.grace.createMessage({ conversation_id: direct, body: "periwinkle again, @linus" });
		expect(message.mentioned_user_ids).toEqual([]);
		for (const who of ["linus", "gus"] as const) {
			const calls = [
				() => team[who].listMessages({ conversation_id: direct, limit: 1 }),
				() => team[who].createMessage({ conversation_id: direct, body: "let me in" }),
				() => team[who].getMessage({ message_id: message.id }),
				() => team[who].getThread({ message_id: message.id, limit: 1 }),
				() => team[who].addReaction({ message_id: message.id, emoji: "👀" }),
				() => team[who].markRead({ conversation_id: direct, seq: 1 }),
				() => team[who].publishEphemeral({ type: "typing.started", conversation_id: direct, payload: {} }),
				() => team[who].searchMessages({ q: "periwinkle", conversation_id: direct, sort: "newest", limit: 10 }),
			];
			for (const call of calls) await expect(call()).rejects.toMatchObject(gone);
			const { results } = await team[who].searchMessages({
				q: "periwinkle",
				scope: "all",
				sort: "newest",
				limit: 10,
			});
			expect(results).toEqual([]);
		}
	});
});

test("the views in the database follow the same rules about roles as permissions.ts", async () => {
	const place = { public: "chn_public", private: "chn_private", direct: "dm_direct" };
	const seen = await rows((sql) => {
		for (const [kind, id] of Object.entries(place))
			sql`INSERT INTO conversations (id, kind, created_at) VALUES (${id}, ${kind}, '2026-01-01')`;
		return roles.map((role) => {
			sql`UPDATE members SET role = ${role} WHERE user_id = ${team.users.linus.id}`;
			const told = sql<{ audience: string; conversation_id: ConversationId }>`
				SELECT audience, conversation_id FROM audiences WHERE user_id = ${team.users.linus.id}`;
			const has = (audience: string, id = "") =>
				told.some((one) => one.audience === audience && one.conversation_id === id);
			return {
				role,
				sees: Object.fromEntries(Object.entries(place).map(([kind, id]) => [kind, has("conversation", id)])),
				moderates: has("moderators"),
			};
		});
	});
	expect(seen).toEqual(
		roles.map((role) => ({
			role,
			sees: Object.fromEntries(Object.keys(place).map((kind) => [kind, seesUnjoined({ role }, { kind })])),
			moderates: can("moderation.read", { role, user_id: "usr_x" }),
		})),
	);
});
