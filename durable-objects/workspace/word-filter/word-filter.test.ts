import { runDurableObjectAlarm } from "cloudflare:test";
import { WordFilter } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Name, type Team, listen, newTeam } from "../../test/people.ts";

let team: Team;
let conversation_id: Team["general"]["id"];
beforeEach(async () => {
	team = await newTeam();
	conversation_id = team.general.id;
});
afterEach(() => void vi.useRealTimers());

const filter = (action: WordFilter["action"], words = ["barnacle", "buy now"]) =>
	team.ada.updateWordFilter({ action, words });
const say = (body: string, who: Name = "grace") => team[who].createMessage({ conversation_id, body });
const refused = { code: "word_filtered", message: expect.stringContaining("does not allow") };
const queue = async () => (await team.ada.listReports({ limit: 20 })).reports;

describe("the filter", () => {
	test("is off at first, and for moderators", async () => {
		expect(await team.ada.getWordFilter({})).toEqual({ word_filter: { action: "off", words: [] } });
		for (const who of ["grace", "gus"] as const) {
			await expect(team[who].getWordFilter({})).rejects.toMatchObject({ code: "forbidden" });
			await expect(team[who].updateWordFilter({ action: "off", words: [] })).rejects.toMatchObject({
				code: "forbidden",
			});
		}
		await expect(say("barnacle")).resolves.toBeDefined();
	});

	test("holds each word once, and is written down without its words", async () => {
		const { word_filter } = await filter("refuse", ["barnacle", "barnacle", "buy now"]);
		expect(word_filter).toEqual({ action: "refuse", words: ["barnacle", "buy now"] });
		await filter("refuse", ["barnacle", "buy now"]);
		const { audit_log_entries } = await team.ada.listAuditLog({ limit: 9, action: "workspace.word_filter_changed" });
		expect(audit_log_entries).toHaveLength(1);
		expect(JSON.stringify(audit_log_entries)).not.toContain("barnacle");
	});

	test.each([["***"], [""], ["x".repeat(65)], ["a\nb\u0007"]])("takes no word such as %j", (word) => {
		expect(WordFilter.safeParse({ action: "refuse", words: [word] }).success).toBe(false);
	});

	test("takes at most two hundred words", () => {
		const words = (count: number) => Array.from({ length: count }, (_, n) => `word ${n}`);
		expect(WordFilter.safeParse({ action: "refuse", words: words(200) }).success).toBe(true);
		expect(WordFilter.safeParse({ action: "refuse", words: words(201) }).success).toBe(false);
	});
});

describe("where it refuses", () => {
	beforeEach(() => filter("refuse"));

	test("neither a message, a reply, an edit nor the option of a poll has one of its words, of nobody", async () => {
		const { message } = await say("clean");
		const { id: message_id } = message;
		for (const who of ["ada", "grace"] as const) await expect(say("a BARNACLE", who)).rejects.toMatchObject(refused);
		const tries = [
			team.grace.replyInThread({ message_id, body: "bar**nacle**" }),
			team.grace.replyInThread({ message_id, body: "barnacle", also_send: true }),
			team.grace.editMessage({ message_id, body: "[look](https://barnacle.example)" }),
			team.grace.createMessage({ conversation_id, body: "?", poll: { options: ["kelp", "Barnacle"] } }),
		];
		for (const one of tries) await expect(one).rejects.toMatchObject(refused);
		expect((await team.grace.getMessage({ message_id })).body).toBe("clean");
		await expect(say("barnacles, buy it now")).resolves.toBeDefined();
		expect(await queue()).toEqual([]);
	});

	test("direct messages have none of them either", async () => {
		const { conversation } = await team.grace.createDirect({ member_ids: [team.users.linus.id] });
		const sent = team.grace.createDirectMessage({ conversation_id: conversation.id, body: "barnacle" });
		await expect(sent).rejects.toMatchObject(refused);
	});

	test("a repeated request of what was sent before is answered as before", async () => {
		await filter("off");
		const { message } = await team.grace.createMessage({ conversation_id, body: "barnacle", nonce: "n1" });
		await filter("refuse");
		const again = await team.grace.createMessage({ conversation_id, body: "barnacle", nonce: "n1" });
		expect(again.message.id).toBe(message.id);
	});

	test("nothing with one is scheduled, and what was scheduled before is not sent, and says why", async () => {
		const send_at = new Date(Date.now() + 3_600_000).toISOString();
		const later = (body: string) => team.grace.scheduleMessage({ conversation_id, body, send_at });
		await expect(later("barnacle")).rejects.toMatchObject(refused);
		const { scheduled_message: clean } = await later("kelp");
		const change = team.grace.updateScheduledMessage({ scheduled_id: clean.id, body: "barnacle" });
		await expect(change).rejects.toMatchObject(refused);
		await filter("refuse", ["kelp"]);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_700_000 });
		await runDurableObjectAlarm(team.stub);
		await expect
			.poll(async () => (await team.grace.listScheduledMessages({ limit: 9 })).scheduled)
			.toMatchObject([{ id: clean.id, failure: expect.stringContaining("does not allow") }]);
	});
});

describe("where it reports", () => {
	beforeEach(() => filter("report"));

	test("the message is sent, and waits for the moderators with the word", async () => {
		const ada = await listen(team, "ada");
		const { message } = await say("a Barnacle!", "linus");
		await ada.receive(({ type }) => type === "report.updated");
		const types = ada.received.map(({ type }) => type).filter((type) => /created|report/.test(type));
		expect(types).toEqual(["message.created", "report.updated"]);
		expect(await queue()).toMatchObject([
			{ message_id: message.id, body: "a Barnacle!", reasons: [{ reason: "word_filter", text: "barnacle" }] },
		]);
		expect((await queue())[0]!.reasons[0]).not.toHaveProperty("user");
	});

	test("so do replies, and edits, also after a report of the same message was closed", async () => {
		const { message } = await say("clean", "linus");
		await team.grace.replyInThread({ message_id: message.id, body: "barnacle", also_send: true });
		expect(await queue()).toHaveLength(1);
		await team.ada.closeReport({ message_id: (await queue())[0]!.message_id, outcome: "dismissed" });
		const { id: message_id } = message;
		for (const body of ["barnacle", "buy now", "Buy Now!"]) await team.linus.editMessage({ message_id, body });
		expect(await queue()).toMatchObject([{ message_id, body: "barnacle", reasons: [{ text: "buy now" }] }]);
		await team.ada.closeReport({ message_id, outcome: "dismissed" });
		await team.linus.editMessage({ message_id, body: "barnacle again" });
		expect(await queue()).toMatchObject([{ message_id, body: "barnacle again", reasons: [{ text: "barnacle" }] }]);
	});

	test("what is said in direct conversations and in private channels is not shown to moderators by it", async () => {
		const { conversation } = await team.grace.createDirect({ member_ids: [team.users.linus.id] });
		await team.grace.createDirectMessage({ conversation_id: conversation.id, body: "barnacle" });
		const { channel } = await team.grace.createChannel({ name: "cave", kind: "private" });
		await team.grace.createMessage({ conversation_id: channel.id, body: "barnacle" });
		expect(await queue()).toEqual([]);
	});
});
