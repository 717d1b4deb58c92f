import { runInDurableObject } from "cloudflare:test";
import type { MessageId, ReportReason } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, listen, newTeam } from "../../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const said = async (body = "buy my shells", who: Name = "linus", conversation_id: string = team.general.id) =>
	(await team[who].createMessage({ conversation_id: conversation_id as Team["general"]["id"], body })).message.id;
const report = (message_id: MessageId, who: Name = "grace", reason: ReportReason = "spam", text = "") =>
	team[who].reportMessage({ message_id, reason, text });
const listed = async (who: Name = "ada") => (await team[who].listReports({ limit: 20 })).reports;
const close = (message_id: MessageId, outcome: "dismissed" | "resolved" | "deleted", who: Name = "ada") =>
	team[who].closeReport({ message_id, outcome });
const appoint = (who: "grace" | "linus") => team.ada.moderateMember({ user_id: team.users[who].id, role: "moderator" });
const badge = async (who: Name) => (await team[who].getSnapshot({})).open_reports;

describe("a report", () => {
	test("shows moderators the message, its author, who reported it and why, and tells nobody else", async () => {
		const message_id = await said();
		const [ada, linus] = [await listen(team, "ada"), await listen(team, "linus")];
		await report(message_id, "grace", "spam", "third time today");
		expect(await ada.receive(({ type }) => type === "report.updated")).toMatchObject({ payload: { open_reports: 1 } });
		expect(await listed()).toMatchObject([
			{
				message_id,
				author: { handle: "linus" },
				body: "buy my shells",
				channel_id: team.general.id,
				is_direct: false,
				is_deleted: false,
				reasons: [{ reason: "spam", text: "third time today", user: { handle: "grace" } }],
			},
		]);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "the end" });
		await linus.receive(({ type }) => type === "message.created");
		expect(linus.received.map(({ type }) => type)).not.toContain("report.updated");
		for (const who of ["grace", "linus", "gus"] as const)
			await expect(listed(who)).rejects.toMatchObject({ code: "forbidden" });
		expect([await badge("ada"), await badge("grace")]).toEqual([1, undefined]);
	});

	test("is made by guests too, of what they see; what they do not see is not there", async () => {
		const message_id = await said();
		await expect(report(message_id, "gus")).rejects.toMatchObject({ code: "not_found" });
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: team.users.gus.id });
		await report(message_id, "gus");
		expect(await listed()).toMatchObject([{ reasons: [{ user: { handle: "gus" } }] }]);
	});

	test("is one for each person and message, also after it was closed", async () => {
		const message_id = await said();
		for (let n = 0; n < 2; n++) await report(message_id);
		await report(message_id, "ada");
		const [one] = await listed();
		expect(one!.reasons.map(({ user }) => user!.handle)).toEqual(["grace", "ada"]);
		await close(message_id, "dismissed");
		await report(message_id);
		expect(await listed()).toEqual([]);
	});

	test("of a closed one by somebody else opens it again, with their reason alone", async () => {
		const message_id = await said();
		await report(message_id);
		await close(message_id, "dismissed");
		await team.linus.editMessage({ message_id, body: "buy my pearls" });
		await report(message_id, "ada", "other");
		expect(await listed()).toMatchObject([{ body: "buy my pearls", reasons: [{ reason: "other" }] }]);
		expect((await listed())[0]!.reasons).toHaveLength(1);
	});

	test("is not of one's own message, nor of a deleted one", async () => {
		const message_id = await said();
		await expect(report(message_id, "linus")).rejects.toMatchObject({ code: "conflict" });
		await team.linus.deleteMessage({ message_id });
		await expect(report(message_id)).rejects.toMatchObject({ code: "conflict" });
	});

	test("has a limit for each person in a day, after which it says how long to wait", async () => {
		for (let n = 0; n < 20; n++) await report(await said());
		const one = await said();
		const refusal = await report(one).catch((error: unknown) => error);
		expect(refusal).toMatchObject({ code: "rate_limited" });
		expect((refusal as { retry_after: number }).retry_after).toBeGreaterThan(86_000);
		await expect(report(one, "ada")).resolves.toBeUndefined();
		expect((await team.ada.listReports({ limit: 2 })).has_more).toBe(true);
	});

	test("keeps the text when its author deletes or changes the message, until a moderator decides", async () => {
		const [gone, changed] = [await said("first"), await said("second")];
		for (const one of [gone, changed]) await report(one);
		await team.linus.deleteMessage({ message_id: gone });
		await team.linus.editMessage({ message_id: changed, body: "nothing" });
		expect(await listed()).toMatchObject([
			{ body: "first", is_deleted: true },
			{ body: "second", is_deleted: false },
		]);
		for (const one of [gone, changed]) await close(one, "resolved");
		const kept = await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql
				.exec("SELECT body FROM reports WHERE body != '' UNION SELECT text FROM report_reasons WHERE text != ''")
				.toArray(),
		);
		expect(kept).toEqual([]);
	});

	test("has the options of a poll in its text", async () => {
		const { message } = await team.linus.createMessage({
			conversation_id: team.general.id,
			body: "who is worst?",
			poll: { options: ["Grace", "Gus"] },
		});
		await report(message.id);
		expect(await listed()).toMatchObject([{ body: "who is worst?\n- Grace\n- Gus" }]);
	});
});

describe("from where moderators are not", () => {
	test("of a direct conversation they see the reported text and nothing else, and delete nothing there", async () => {
		const { conversation } = await team.linus.createDirect({ member_ids: [team.users.grace.id] });
		await said("between us", "linus", conversation.id);
		const message_id = await said("rude words", "linus", conversation.id);
		await report(message_id, "grace", "abuse");
		const [one] = await listed();
		expect(one).toMatchObject({ body: "rude words", is_direct: true });
		expect(JSON.stringify(one)).not.toMatch(/between us|dm_/);
		await expect(team.ada.getMessage({ message_id })).rejects.toMatchObject({ code: "not_found" });
		await expect(close(message_id, "deleted")).rejects.toMatchObject({ code: "forbidden" });
		await close(message_id, "resolved");
		expect((await team.linus.getMessage({ message_id })).body).toBe("rude words");
	});

	test("of a private channel they do not learn which, and may delete the message", async () => {
		const { channel } = await team.linus.createChannel({ name: "cave", kind: "private" });
		await team.linus.addChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
		const message_id = await said("rude words", "linus", channel.id);
		await report(message_id);
		expect((await listed())[0]).not.toHaveProperty("channel_id");
		await close(message_id, "deleted");
		expect(await team.grace.getMessage({ message_id })).toMatchObject({ body: "", deleted_at: expect.any(String) });
		expect((await team.ada.listAuditLog({ limit: 1 })).audit_log_entries).toMatchObject([{ action: "report.closed" }]);
	});
});

describe("a decision", () => {
	test("is made once: the same again changes nothing, and another one is refused", async () => {
		const message_id = await said();
		await report(message_id);
		expect((await close(message_id, "dismissed")).event).toMatchObject({ payload: { open_reports: 0 } });
		expect(await close(message_id, "dismissed")).toEqual({});
		await expect(close(message_id, "deleted")).rejects.toMatchObject({ code: "conflict" });
		await expect(close(await said(), "dismissed")).rejects.toMatchObject({ code: "not_found" });
	});

	test("deletes the message of a member for a moderator too, but not that of the owner", async () => {
		await appoint("grace");
		const [of_linus, of_ada] = [await said(), await said("mine", "ada")];
		await report(of_linus, "ada");
		await report(of_ada, "linus");
		await close(of_linus, "deleted", "grace");
		expect((await team.linus.getMessage({ message_id: of_linus })).deleted_at).toBeDefined();
		await expect(close(of_ada, "deleted", "grace")).rejects.toMatchObject({ code: "forbidden" });
		await close(of_ada, "dismissed", "grace");
	});

	test("on what was reported of a moderator is for somebody else, and who reported it is not told to them", async () => {
		await appoint("linus");
		const message_id = await said();
		await report(message_id);
		expect((await listed("linus"))[0]!.reasons[0]).not.toHaveProperty("user");
		await expect(close(message_id, "dismissed", "linus")).rejects.toMatchObject({ code: "forbidden" });
		await close(message_id, "resolved");
	});

	test.each(["grace", "gus"] as const)("is not for %s", async (who) => {
		const message_id = await said();
		await report(message_id, "ada");
		await expect(close(message_id, "dismissed", who)).rejects.toMatchObject({ code: "forbidden" });
	});
});

test("reports go with their channel", async () => {
	const channel_id = await backRoom(team);
	const message_id = await said("rude words", "ada", channel_id);
	await report(message_id);
	const moderator = await listen(team, "ada");
	await team.ada.deleteChannel({ channel_id });
	const { payload } = await moderator.receive(({ type }) => type === "report.updated");
	expect(payload).toMatchObject({ open_reports: 0 });
	await expect
		.poll(() =>
			runInDurableObject(team.stub, (_, { storage }) =>
				storage.sql.exec("SELECT message_num FROM reports UNION SELECT message_num FROM report_reasons").toArray(),
			),
		)
		.toEqual([]);
});
