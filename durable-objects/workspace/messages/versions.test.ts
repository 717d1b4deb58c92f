import { runInDurableObject } from "cloudflare:test";
import { max_versions } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, newTeam } from "../../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const say = async (body: string) => (await team.ada.createMessage({ conversation_id: team.general.id, body })).message;
const bodies = async (message_id: `msg_${string}`, who: "ada" | "grace" = "grace") => {
	const { versions, is_complete } = await team[who].listMessageVersions({ message_id });
	return { said: versions.map(({ body }) => body), is_complete };
};

test("everybody who sees a message can read what it said before", async () => {
	const { id: message_id, created_at } = await say("one");
	expect(await bodies(message_id)).toEqual({ said: ["one"], is_complete: true });
	await team.ada.editMessage({ message_id, body: "two" });
	const { message } = await team.ada.editMessage({ message_id, body: "three" });
	const { versions } = await team.grace.listMessageVersions({ message_id });
	expect(versions.map(({ body }) => body)).toEqual(["one", "two", "three"]);
	expect(versions[0]!.written_at).toBe(created_at);
	expect(versions[2]!.written_at).toBe(message.edited_at);
});

test("an edit that changes nothing is no version, and a deleted message says nothing any more", async () => {
	const { id: message_id } = await say("one");
	await team.ada.editMessage({ message_id, body: "one" });
	expect(await bodies(message_id)).toEqual({ said: ["one"], is_complete: true });
	await team.ada.editMessage({ message_id, body: "two" });
	await team.ada.deleteMessage({ message_id });
	expect(await bodies(message_id)).toEqual({ said: [""], is_complete: false });
	const left = await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec("SELECT body FROM message_versions").toArray(),
	);
	expect(left).toEqual([]);
});

test("the newest versions are kept, by number and by length, and that some are missing is said", async () => {
	const { id: many } = await say("0");
	for (let n = 1; n <= max_versions.count + 5; n++) await team.ada.editMessage({ message_id: many, body: `${n}` });
	const { said, is_complete } = await bodies(many);
	expect(said).toEqual(Array.from({ length: max_versions.count + 1 }, (_, i) => `${i + 5}`));
	expect(is_complete).toBe(false);

	const long = (n: number) => `${n}${"上".repeat(39_000)}`;
	const { id: heavy } = await say(long(0));
	for (let n = 1; n <= 4; n++) await team.ada.editMessage({ message_id: heavy, body: long(n) });
	expect((await bodies(heavy)).said.map((body) => body[0])).toEqual(["2", "3", "4"]);
});

test("a message that one does not see has no versions", async () => {
	const { channel } = await team.ada.createChannel({ name: "hidden", kind: "private" });
	const { message } = await team.ada.createMessage({ conversation_id: channel.id, body: "psst" });
	await team.ada.editMessage({ message_id: message.id, body: "oh" });
	await expect(bodies(message.id)).rejects.toMatchObject({ code: "not_found", message: "message not found" });
	expect((await bodies(message.id, "ada")).said).toEqual(["psst", "oh"]);
});
