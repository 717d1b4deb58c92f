import { runInDurableObject } from "cloudflare:test";
import type { ChannelId, Draft, MessageId, ServerEvent } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus";
const save = (body: string, version?: number, target_id: ChannelId | MessageId = team.general.id, who: Who = "grace") =>
	team[who].saveDraft({ target_id, body, version });
const drafts = async (who: Who = "grace") => (await team[who].listDrafts({ limit: 200 })).drafts;
const bodies = async (who: Who = "grace") => (await drafts(who)).map(({ body }) => body);
const say = (who: Who = "ada", conversation_id = team.general.id) =>
	team[who].createMessage({ conversation_id, body: "root" });
const isDraft = (event: ServerEvent) => event.type === "draft.updated";
const count = () =>
	runInDurableObject(team.stub, (_, { storage }) => storage.sql.exec("SELECT count(*) AS n FROM drafts").one()["n"]);

describe("a draft", () => {
	test("is in its person's list as it was typed, and in nobody else's; in a thread too", async () => {
		const { message: root } = await say();
		const { message: reply } = await team.ada.replyInThread({ message_id: root.id, body: "reply" });
		const { draft } = await save("  kelp \n");
		expect(draft).toMatchObject({ channel_id: team.general.id, body: "  kelp \n" });
		expect(Date.parse(draft.saved_at)).toBe(draft.version);
		await save("in the thread", undefined, reply.id);
		expect(await drafts()).toMatchObject([draft, { channel_id: team.general.id, thread_root_id: root.id }]);
		expect(await drafts("ada")).toEqual([]);
	});

	test("is replaced by who knows it, and never by who does not: they are told what it is", async () => {
		const { draft: first } = await save("first");
		expect(await save("other")).toEqual({ draft: first, is_saved: false });
		const { draft: second, is_saved } = await save("second", first.version);
		expect(is_saved).toBe(true);
		expect(second.version).toBeGreaterThan(first.version);
		expect(await save("other", first.version)).toEqual({ draft: second, is_saved: false });
		expect(await save("other", second.version + 1)).toEqual({ draft: second, is_saved: false });
		expect(await bodies()).toEqual(["second"]);
	});

	test("is saved once, however often the answer is lost", async () => {
		const { draft } = await save("first");
		const again = { draft, is_saved: true };
		expect(await save("first")).toEqual(again);
		const { draft: second } = await save("second", draft.version);
		expect(await save("second", draft.version)).toEqual({ draft: second, is_saved: true });
		const { draft: gone } = await save("", second.version);
		expect(await save("", second.version)).toEqual({ draft: gone, is_saved: true });
	});

	test("that was deleted is not brought back by who knows only what was there before", async () => {
		const { draft } = await save("first");
		const { draft: gone } = await save("", draft.version);
		expect(await bodies()).toEqual([]);
		expect(await save("first, and more", draft.version)).toEqual({ draft: gone, is_saved: false });
		expect((await save("anew", gone.version)).is_saved).toBe(true);
		expect((await save("other")).is_saved).toBe(false);
	});

	test("that was sent or deleted is not brought back by who was not answered, but may be written again", async () => {
		for (const end of ["sent", "deleted"]) {
			const { draft } = await save("kelp");
			if (end === "deleted") await save("", draft.version);
			else
				await team.grace.createMessage({
					conversation_id: team.general.id,
					body: "kelp",
					draft_version: draft.version,
				});
			const { draft: gone, is_saved } = await save("kelp");
			expect([gone.body, is_saved]).toEqual(["", false]);
			const { draft: again } = await save("kelp", gone.version);
			expect(await bodies()).toEqual(["kelp"]);
			await save("", again.version);
			const { draft: other, is_saved: isOther } = await save("other");
			expect(isOther).toBe(true);
			await save("", other.version);
		}
	});

	test("of two devices at once is the one's, and the other is told, in either order", async () => {
		const { draft } = await save("begun");
		const both = await Promise.all([save("from one", draft.version), save("from the other", draft.version)]);
		expect(both.map(({ is_saved }) => is_saved)).toEqual([true, false]);
		expect(both.map(({ draft }) => draft.body)).toEqual(["from one", "from one"]);
		const sent = { conversation_id: team.general.id, body: "from one", draft_version: both[0].draft.version };
		const [, late] = await Promise.all([team.grace.createMessage(sent), save("more", both[0].draft.version)]);
		expect(late).toMatchObject({ is_saved: false, draft: { body: "" } });
	});

	test("goes with the message that was made of it, but not what was typed since", async () => {
		const { message: root } = await say();
		const { draft } = await save("kelp");
		const { draft: inThread } = await save("kelp", undefined, root.id);
		const sending = { conversation_id: team.general.id, body: "kelp and more", nonce: "n" };
		await team.grace.createMessage({ ...sending, draft_version: draft.version });
		expect(await drafts()).toEqual([inThread]);
		await team.grace.replyInThread({ message_id: root.id, body: "kelp", draft_version: inThread.version });
		expect(await drafts()).toEqual([]);
		const { draft: gone } = await save("", draft.version);
		const { draft: newer } = await save("typed since", gone.version);
		await team.grace.createMessage({ ...sending, draft_version: draft.version });
		await team.grace.createMessage({ ...sending, nonce: "m", draft_version: draft.version });
		await team.linus.createMessage({ ...sending, draft_version: newer.version });
		await say("grace");
		expect(await drafts()).toEqual([newer]);
	});

	test("is told to their own devices once for each change, and never again", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const [grace, ada] = [await listen(team, "grace"), await listen(team, "ada")];
		const { draft } = await save("kelp");
		await save("kelp");
		await save("other");
		const message = { conversation_id: team.general.id, body: "kelp", draft_version: draft.version };
		await team.grace.createMessage(message);
		for (const listener of [grace, ada]) await listener.receive(({ type }) => type === "message.created");
		await grace.receive((event) => isDraft(event) && (event.payload as { draft: Draft }).draft.body === "");
		expect(grace.received.filter(isDraft)).toMatchObject([
			{ cursor: "", payload: { user_id: team.users.grace.id, draft: { body: "kelp" } } },
			{ payload: { draft: { body: "" } } },
		]);
		expect(ada.received.filter(isDraft)).toEqual([]);
		const after = { workspace_id: team.general.workspace_id, limit: 50, after_cursor: cursor };
		expect((await team.grace.listEvents(after)).events.map(({ type }) => type)).toEqual(["message.created"]);
	});

	test("is hidden while they do not see the conversation, and there again when they do", async () => {
		const room = await backRoom(team);
		await save("secret", undefined, room);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await bodies()).toEqual([]);
		await team.ada.addChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await bodies()).toEqual(["secret"]);
	});

	test("is there where they may no longer post", async () => {
		await save("kelp");
		await team.ada.updateChannel({ channel_id: team.general.id, archived: true });
		expect(await bodies()).toEqual(["kelp"]);
	});

	test("goes with its channel, and with who leaves", async () => {
		const { channel } = await team.ada.createChannel({ name: "wreck", kind: "public" });
		const { message } = await say("ada", channel.id);
		await save("kelp", undefined, channel.id);
		await save("kelp", undefined, message.id);
		await save("kelp", undefined, channel.id, "linus");
		await team.ada.deleteChannel({ channel_id: channel.id });
		expect(await bodies()).toEqual([]);
		await expect.poll(count).toBe(0);
		await save("kelp");
		await team.grace.removeMember({ user_id: team.users.grace.id });
		expect(await count()).toBe(0);
	});

	test("comes in pages, also while others are saved", async () => {
		const long = "long ".repeat(7_999);
		const roots: MessageId[] = [];
		for (let n = 0; n < 12; n++) roots.push((await say()).message.id);
		for (const id of roots) await save(long, undefined, id);
		const seen: (string | undefined)[] = [];
		let cursor: string | undefined;
		do {
			const page = await team.grace.listDrafts({ limit: 200, ...(cursor && { cursor }) });
			expect(JSON.stringify(page).length).toBeLessThan(400_000);
			expect(page.as_of).toBeGreaterThanOrEqual(page.drafts[0]!.version);
			seen.push(...page.drafts.map(({ thread_root_id }) => thread_root_id));
			const [last] = (await drafts()).slice(-1);
			await save(`${seen.length}`, last!.version, last!.thread_root_id);
			cursor = page.next_cursor;
			expect(page.has_more).toBe(cursor !== undefined);
		} while (cursor !== undefined);
		expect(seen).toEqual(roots);
	});

	test("costs one row, and its message one more", async () => {
		const { draft } = await save("first");
		expect(await writesOf(team, () => save("new", undefined, team.general.id, "linus"))).toBe(1);
		expect(await writesOf(team, () => save("second", draft.version))).toBe(1);
		expect(await writesOf(team, () => save("second", draft.version))).toBe(0);
		const [{ version }] = (await drafts()) as [Draft];
		const message = { conversation_id: team.general.id, body: "x" };
		const plain = await writesOf(team, () => team.grace.createMessage(message));
		expect(await writesOf(team, () => team.grace.createMessage({ ...message, draft_version: version - 1 }))).toBe(
			plain,
		);
		expect(await writesOf(team, () => team.grace.createMessage({ ...message, draft_version: version }))).toBe(
			plain + 1,
		);
	});
});

describe("refused is", () => {
	const fill = (count: number) =>
		runInDurableObject(team.stub, (_, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ?)
				INSERT INTO drafts (user_id, conversation_num, root_num, body, version) SELECT ?, c.num, 10000 + n, 'x', 10000 + n FROM n, conversations c WHERE c.id = ?`,
				count,
				team.users.grace.id,
				team.general.id,
			);
		});

	test("one more than the cap, for which one that was deleted, or is hidden, makes room", async () => {
		const room = await backRoom(team);
		const { draft: secret } = await save("secret", undefined, room);
		await fill(199);
		const full = { code: "conflict", message: "there is room for 200 drafts: send some, or delete them" };
		const { message: one } = await say();
		await expect(save("one more")).rejects.toMatchObject(full);
		await save("", secret.version, room);
		const { draft } = await save("one more");
		expect(await writesOf(team, () => save("", draft.version))).toBe(1);
		expect(await writesOf(team, () => save("another", undefined, one.id))).toBe(2);
		expect(await count()).toBe(200);
		await expect(save("two more")).rejects.toMatchObject(full);
		// who knew one that has given way learns that there is none
		expect(await save("later", draft.version)).toMatchObject({ is_saved: false, draft: { body: "", version: 0 } });
		await expect(save("later", 0)).rejects.toMatchObject(full);
	});

	test("what is hidden gives way last", async () => {
		const room = await backRoom(team);
		await save("secret", undefined, room);
		await fill(199);
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect((await save("one more")).is_saved).toBe(true);
		expect(await count()).toBe(200);
	});

	test("what is hidden or made up, as what does not exist", async () => {
		const room = await backRoom(team);
		const { message } = await say("ada", room);
		const made_up = <T extends string>(id: T) => `${id.slice(0, -8)}zzzzzzzz` as T;
		for (const id of [room, made_up(room)])
			await expect(save("x", undefined, id, "linus")).rejects.toMatchObject({
				code: "not_found",
				message: "conversation not found",
			});
		for (const id of [message.id, made_up(message.id)])
			await expect(save("x", undefined, id, "linus")).rejects.toMatchObject({
				code: "not_found",
				message: "message not found",
			});
	});
});
