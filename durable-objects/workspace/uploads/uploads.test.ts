import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ConversationId, MessageId, UploadId } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../../test/people.ts";
import { newUpload, storedUpload } from "../../test/uploads.ts";
import { keyOf } from "./remove-job.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

type Who = "ada" | "grace" | "linus" | "gus";
const hours = (count: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + count * 3_600_000 });
const send = async (upload_ids: UploadId[], more: object = {}, who: Who = "ada") =>
	(await team[who].createMessage({ conversation_id: team.general.id, upload_ids, ...more })).message;
const get = (upload_id: UploadId, who: Who = "grace") =>
	team[who].downloadUpload({ upload_id }).then(({ upload }) => upload);
const files = async (conversation_id: ConversationId = team.general.id, who: Who = "grace") =>
	(await team[who].listUploads({ conversation_id, limit: 50 })).uploads.map(({ upload }) => upload.filename);
const namesIn = async (message_id: MessageId, who: Who = "grace") =>
	((await team[who].getMessage({ message_id })).attachments ?? []).map(({ filename }) => filename);
const key = (upload_id: UploadId) => keyOf(team.general.workspace_id, upload_id);
const states = () =>
	runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec<{ state: string }>("SELECT state FROM uploads ORDER BY num").toArray(),
	).then((rows) => rows.map(({ state }) => state));
const used = () =>
	runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec("SELECT upload_count, upload_bytes FROM members WHERE user_id = ?", team.users.ada.id).one(),
	);
/** Stores bytes too. */
const kept = async (name: string, who: Who = "ada") => {
	const id = await storedUpload(team[who], { filename: name });
	await env.UPLOADS.put(key(id), "kelp");
	return id;
};
const isThere = async (id: UploadId) => (await env.UPLOADS.head(key(id))) !== null;
const runJobs = async () => {
	while (await runDurableObjectAlarm(team.stub)) if ((await states()).every((state) => state !== "removing")) break;
};

describe("a message", () => {
	test("may be files alone, and shows them in their order, to readers, in its event and in pages", async () => {
		const [first, second] = [await kept("b.png"), await kept("a.txt")];
		const grace = await listen(team, "grace");
		const message = await send([second, first]);
		expect(message.body).toBe("");
		expect(message.attachments).toMatchObject([{ id: second }, { id: first, owner_id: team.users.ada.id }]);
		expect(message.attachments![0]).not.toHaveProperty("nonce");
		const event = await grace.receive(({ type }) => type === "message.created");
		expect(event).toMatchObject({ payload: { message: { attachments: message.attachments } } });
		const { messages } = await team.grace.listMessages({ conversation_id: team.general.id, limit: 5 });
		expect(messages.at(-1)!.attachments).toEqual(message.attachments);
		grace.disconnect();
	});

	test("says something, or has files", async () => {
		const conversation_id = team.general.id;
		await expect(
			team.ada.createMessage({ conversation_id, upload_ids: [await newUpload(team.ada)] }),
		).rejects.toMatchObject({
			code: "conflict",
			message: "this file is not stored yet",
		});
		const id = await kept("a.png");
		const { message } = await team.ada.createMessage({ conversation_id, body: "", upload_id: id });
		await expect(team.ada.editMessage({ message_id: message.id, body: "look" })).resolves.toMatchObject({
			message: { body: "look" },
		});
		await expect(team.ada.editMessage({ message_id: message.id, body: "" })).resolves.toMatchObject({
			message: { body: "" },
		});
		const { message: plain } = await team.ada.createMessage({ conversation_id, body: "plain" });
		await expect(team.ada.editMessage({ message_id: plain.id, body: "" })).rejects.toMatchObject({
			code: "invalid_request",
			message: "message body is required",
		});
	});

	test("that is sent again with its nonce is the same one, and with other files another one", async () => {
		const [one, two] = [await kept("1.png"), await kept("2.png")];
		const message = await send([one, two], { nonce: "n" });
		expect((await send([one, two], { nonce: "n" })).id).toBe(message.id);
		await expect(send([two, one], { nonce: "n" })).rejects.toMatchObject({ code: "nonce_conflict" });
		await team.ada.deleteUpload({ upload_id: one });
		expect((await send([one, two], { nonce: "n" })).id).toBe(message.id);
	});

	test("gets no file that is another's, in another message, or nowhere", async () => {
		const id = await kept("a.png");
		for (const who of ["grace", "linus"] as const)
			await expect(send([id], {}, who)).rejects.toMatchObject({ code: "not_found", message: "upload not found" });
		await send([id]);
		await expect(send([id])).rejects.toMatchObject({ code: "conflict", message: "this file is in a message already" });
		const nowhere = `${id.slice(0, -4)}zzzz` as UploadId;
		await expect(send([nowhere])).rejects.toMatchObject({ code: "not_found", message: "upload not found" });
	});

	test("in a thread, in a direct conversation, and of both kinds at once has files as well", async () => {
		const { id: message_id } = await send([], { body: "root" });
		const upload_id = await kept("both.png");
		const replied = await team.ada.replyInThread({ message_id, upload_ids: [upload_id], also_send: true });
		expect(replied.message.attachments).toEqual(replied.also!.message.attachments);
		expect(await files()).toEqual(["both.png"]);
		const [listed] = (await team.grace.listUploads({ conversation_id: team.general.id, limit: 1 })).uploads;
		expect(listed).toMatchObject({ message_id: replied.message.id, thread_root_id: message_id });
		const second = await kept("more.png");
		await team.ada.attachUpload({ message_id: replied.also!.message.id, upload_id: second });
		expect(await namesIn(replied.message.id)).toEqual(["both.png", "more.png"]);
		await team.ada.deleteMessage({ message_id: replied.also!.message.id });
		await expect(get(upload_id)).rejects.toMatchObject({ code: "not_found" });
		await expect(get(second)).rejects.toMatchObject({ code: "not_found" });

		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		const secret = await kept("secret.pdf");
		await team.ada.createDirectMessage({ conversation_id: conversation.id, upload_ids: [secret] });
		expect((await get(secret)).filename).toBe("secret.pdf");
		await expect(get(secret, "linus")).rejects.toMatchObject({ code: "not_found" });
		expect((await team.grace.listDirectUploads({ conversation_id: conversation.id, limit: 5 })).uploads).toHaveLength(
			1,
		);
	});

	test("is quoted and forwarded by the names of its files, where it says nothing", async () => {
		const message = await send([await kept("a*b*.png"), await kept("c.txt")]);
		const quoting = await send([], { body: "nice", quoted_message_id: message.id }, "grace");
		expect(quoting.quoted_body_snapshot).toBe("a*b*.png, c.txt");
		const forwarding = await send([], { forwarded_message_id: message.id }, "grace");
		expect(forwarding.forwarded!.body).toBe("a\\*b\\*.png, c.txt");
		expect(forwarding).not.toHaveProperty("attachments");
	});
});

describe("access to a file", () => {
	test("is its owner's alone, until it is in a message", async () => {
		const id = await kept("a.png");
		expect(await get(id, "ada")).toMatchObject({ id, filename: "a.png" });
		await expect(get(id)).rejects.toMatchObject({ code: "not_found", message: "upload not found" });
		await send([id]);
		expect(await get(id)).toMatchObject({ id });
	});

	test("ends with the message", async () => {
		const id = await kept("a.png");
		const { id: message_id } = await send([id]);
		await team.ada.deleteMessage({ message_id });
		for (const who of ["ada", "grace"] as const)
			await expect(get(id, who)).rejects.toMatchObject({ code: "not_found" });
		expect(await files()).toEqual([]);
		await runJobs();
		expect(await isThere(id)).toBe(false);
		expect(await states()).toEqual([]);
		expect(await used()).toEqual({ upload_count: 0, upload_bytes: 0 });
	});

	test("ends with being in a private channel, and with the channel, whose files go", async () => {
		const room = await backRoom(team);
		const id = await kept("plan.pdf");
		await team.ada.createMessage({ conversation_id: room, upload_ids: [id] });
		await expect(get(id, "gus")).rejects.toMatchObject({ code: "not_found" });
		await team.ada.addChannelMember({ channel_id: room, user_id: team.users.grace.id });
		expect(await get(id)).toMatchObject({ id });
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await expect(get(id)).rejects.toMatchObject({ code: "not_found" });
		await team.ada.deleteChannel({ channel_id: room });
		await expect(get(id, "ada")).rejects.toMatchObject({ code: "not_found" });
		await vi.waitFor(async () => {
			await runDurableObjectAlarm(team.stub);
			expect(await isThere(id)).toBe(false);
		});
		expect(await states()).toEqual([]);
	});

	test("ends with the membership; what was sent stays for the others", async () => {
		const id = await kept("a.png", "grace");
		await send([id], {}, "grace");
		await team.ada.removeMember({ user_id: team.users.grace.id });
		await expect(get(id)).rejects.toMatchObject({ code: "not_found" });
		expect(await get(id, "ada")).toMatchObject({ owner_id: team.users.grace.id });
	});
});

describe("a file of a message", () => {
	test("is deleted by its owner alone, and what is left is told", async () => {
		const [one, two] = [await kept("1.png"), await kept("2.png")];
		const { id: message_id } = await send([one, two]);
		await expect(team.grace.deleteUpload({ upload_id: one })).rejects.toMatchObject({ code: "forbidden" });
		const grace = await listen(team, "grace");
		const { message } = await team.ada.deleteUpload({ upload_id: one });
		expect(message!.attachments).toMatchObject([{ id: two }]);
		const event = await grace.receive(({ type }) => type === "message.updated");
		expect(event).toMatchObject({ payload: { message_id, message: { attachments: [{ id: two }] } } });
		await expect(team.ada.deleteUpload({ upload_id: two })).rejects.toMatchObject({
			code: "invalid_request",
			message: "the message would be empty: delete the message",
		});
		await expect(team.ada.deleteUpload({ upload_id: one })).rejects.toMatchObject({ code: "not_found" });
		grace.disconnect();
	});

	test("is added to one's own message, once, up to ten", async () => {
		const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => kept(`${n}.png`)));
		const { id: message_id } = await send(ids.slice(0, 9), { body: "look" });
		const last = ids[9]!;
		await team.ada.attachUpload({ message_id, upload_id: last });
		await team.ada.attachUpload({ message_id, upload_id: last });
		expect(await namesIn(message_id)).toHaveLength(10);
		await expect(team.ada.attachUpload({ message_id, upload_id: await kept("11.png") })).rejects.toMatchObject({
			code: "conflict",
			message: "a message has room for 10 files",
		});
		const hers = await kept("hers.png", "grace");
		await expect(team.grace.attachUpload({ message_id, upload_id: hers })).rejects.toMatchObject({ code: "forbidden" });
		await team.ada.deleteMessage({ message_id });
		const another = await kept("late.png");
		await expect(team.ada.attachUpload({ message_id, upload_id: another })).rejects.toMatchObject({ code: "conflict" });
	});

	test("is found by its name, and by what it is", async () => {
		await send([await storedUpload(team.ada, { filename: "潮汐表.pdf", content_type: "application/pdf" })]);
		const image = await send([await storedUpload(team.ada, { filename: "harbour-map.png" })], { body: "look" });
		const found = async (q: string) =>
			(
				await team.grace.searchMessages({
					workspace_id: team.general.workspace_id,
					q,
					sort: "newest",
					limit: 9,
					syntax: "operators",
				})
			).results;
		expect(await found("harbour")).toMatchObject([{ id: image.id, attachments: [{ filename: "harbour-map.png" }] }]);
		expect(await found("潮汐")).toHaveLength(1);
		expect(await found("has:file")).toHaveLength(2);
		expect((await found("has:image")).map(({ id }) => id)).toEqual([image.id]);
		expect(await found("has:file -has:image")).toHaveLength(1);
		await team.ada.deleteUpload({ upload_id: image.attachments![0]!.id });
		expect(await found("harbour")).toEqual([]);
		expect(await found("has:image")).toEqual([]);
	});

	test("is listed by kind, page by page", async () => {
		const types = ["image/png", "video/mp4", "audio/mpeg", "application/pdf", "image/gif"];
		for (const [n, content_type] of types.entries())
			await send([await storedUpload(team.ada, { filename: `${n}`, content_type })]);
		expect(await files()).toEqual(["4", "3", "2", "1", "0"]);
		const list = (more: object) => team.grace.listUploads({ conversation_id: team.general.id, limit: 2, ...more });
		const seen: string[] = [];
		for (let cursor: string | undefined, isMore = true; isMore;) {
			const page = await list(cursor === undefined ? {} : { cursor });
			seen.push(...page.uploads.map(({ upload }) => upload.filename));
			[cursor, isMore] = [page.next_cursor, page.has_more];
		}
		expect(seen).toEqual(["4", "3", "2", "1", "0"]);
		const names = async (kind: string) => (await list({ kind })).uploads.map(({ upload }) => upload.filename);
		expect(await Promise.all(["image", "video", "audio", "file"].map(names))).toEqual([
			["4", "0"],
			["1"],
			["2"],
			["3"],
		]);
	});
});

describe("what is left behind", () => {
	test("of one that never arrived is taken away after a quarter of an hour, and its room is free", async () => {
		const id = await newUpload(team.ada, "n");
		const parts = await env.UPLOADS.createMultipartUpload(key(id));
		await parts.uploadPart(1, new Uint8Array(5 * 1_048_576));
		await team.ada.noteParts({ upload_id: id, parts_id: parts.uploadId });
		expect(await used()).toEqual({ upload_count: 1, upload_bytes: 64 * 1_048_576 });
		await expect(team.ada.createUpload({ nonce: "n" })).rejects.toMatchObject({
			code: "conflict",
			message: "upload nonce is already in progress",
		});
		hours(0.26);
		const about = { filename: "late.png", content_type: "image/png", byte_size: 1 };
		await expect(team.ada.storeUpload({ upload_id: id, ...about })).rejects.toMatchObject({ code: "conflict" });
		expect(await team.ada.createUpload({ nonce: "n" })).toHaveProperty("upload_id");
		await runDurableObjectAlarm(team.stub);
		expect(await states()).toEqual(["pending"]);
		await expect(parts.uploadPart(2, new Uint8Array(1))).rejects.toThrow();
	});

	test("of one that was never sent is taken away after a day", async () => {
		const id = await kept("a.png");
		hours(23);
		await runDurableObjectAlarm(team.stub);
		expect(await get(id, "ada")).toMatchObject({ id });
		hours(1.1);
		await expect(send([id])).rejects.toMatchObject({ code: "not_found" });
		await runDurableObjectAlarm(team.stub);
		expect(await isThere(id)).toBe(false);
		expect(await states()).toEqual([]);
	});

	test("of one that its owner deletes is taken away at once, and nothing is planned any more", async () => {
		const id = await kept("a.png");
		await team.ada.deleteUpload({ upload_id: id });
		await runJobs();
		expect(await isThere(id)).toBe(false);
		expect(await runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm())).toBeNull();
	});
});

describe("the room of one person", () => {
	test("is what is reserved and stored together", async () => {
		const wanted = 64 * 1_048_576;
		for (let n = 0; n < 16; n++) await team.ada.createUpload({ announced_bytes: wanted });
		await expect(team.ada.createUpload({ announced_bytes: 1 })).rejects.toMatchObject({
			code: "too_large",
			message: "there is room for 1024 MiB of files of one person: delete some",
		});
		expect(await team.grace.createUpload({ announced_bytes: wanted })).toMatchObject({ most_bytes: wanted });
		hours(0.3);
		await runDurableObjectAlarm(team.stub);
		expect(await used()).toEqual({ upload_count: 0, upload_bytes: 0 });
		expect(await team.ada.createUpload({})).toMatchObject({ most_bytes: wanted });
	});

	test("guests have none", async () => {
		await expect(team.gus.createUpload({})).rejects.toMatchObject({ code: "forbidden" });
	});
});
