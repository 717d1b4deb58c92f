import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../test/people.ts";
import { picture, storedUpload } from "../test/uploads.ts";
import { keyOf } from "./uploads/remove-job.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus" | "gus";
const make = async (name: string, who: Who = "grace", more: object = {}) => {
	const upload_id = await storedUpload(team[who], { picture, ...more });
	await env.UPLOADS.put(keyOf(team.general.workspace_id, upload_id), "crab");
	return { upload_id, ...(await team[who].createCustomEmoji({ name, upload_id })) };
};
const names = async (who: Who = "ada") => (await team[who].listCustomEmoji({})).map(({ name }) => name);

describe("an emoji of a workspace", () => {
	test("is made by a member, and everybody is told and sees its picture, guests too", async () => {
		const gus = await listen(team, "gus");
		const { upload_id, custom_emoji } = await make("tea-time", "grace", { content_type: "text/plain" });
		expect(custom_emoji).toEqual({
			name: "tea-time",
			url: `/api/uploads/${upload_id}`,
			created_by: team.users.grace.id,
			created_at: expect.any(String),
		});
		expect(await gus.receive(({ type }) => type === "emoji.created")).toMatchObject({ payload: { custom_emoji } });
		expect(await team.gus.listCustomEmoji({})).toEqual([custom_emoji]);
		const seen = await team.gus.downloadUpload({ upload_id });
		expect(seen).toMatchObject({ isShared: true, upload: { content_type: "image/png" } });
		gus.disconnect();
	});

	test("has a name of its own, which is none that everybody has", async () => {
		await make("tea-time");
		const refused = (name: string) =>
			make(name, "ada").catch(({ code, message }: Error & { code: string }) => `${code}: ${message}`);
		expect(await refused("tea-time")).toBe("conflict: there is an emoji named :tea-time: already");
		for (const name of ["crab", "thumbsup", "claw-wave"])
			expect(await refused(name)).toBe(`conflict: :${name}: is an emoji that everybody has: choose another name`);
		expect(await names()).toEqual(["tea-time"]);
	});

	test.each([
		[
			"what is no picture",
			{ picture: undefined },
			"invalid_request",
			"an emoji must be a PNG, JPEG, GIF or WebP picture",
		],
		["one that is too heavy", { byte_size: 262_145 }, "too_large", "an emoji may have at most 256 KiB"],
		[
			"one that is too wide",
			{ picture: { ...picture, width: 10_000 } },
			"invalid_request",
			"an emoji may have at most 512 pixels a side",
		],
	])("is not made of %s", async (_, more, code, message) => {
		await expect(make("tea-time", "grace", more)).rejects.toMatchObject({ code, message });
		expect(await names()).toEqual([]);
	});

	test("is made of one's own file, which is in no message and no other emoji", async () => {
		const { upload_id } = await make("uno");
		const again = { name: "due", upload_id };
		await expect(team.grace.createCustomEmoji(again)).rejects.toMatchObject({ code: "conflict" });
		await expect(team.ada.createCustomEmoji(again)).rejects.toMatchObject({ code: "not_found" });
		const sent = await storedUpload(team.grace, { picture });
		await team.grace.createMessage({ conversation_id: team.general.id, upload_ids: [sent] });
		await expect(team.grace.createCustomEmoji({ name: "due", upload_id: sent })).rejects.toMatchObject({
			code: "conflict",
		});
		const say = team.grace.createMessage({ conversation_id: team.general.id, upload_ids: [upload_id] });
		await expect(say).rejects.toMatchObject({ code: "conflict" });
		await expect(team.grace.deleteUpload({ upload_id })).rejects.toMatchObject({
			code: "conflict",
			message: "this file is an emoji, or the picture of the workspace: delete that",
		});
	});

	test("is not for guests to make, nor for those whom the owner does not let", async () => {
		await team.ada.updateWorkspace({ permissions: { "emoji.create": "moderator" } });
		await expect(make("tea-time")).rejects.toMatchObject({ code: "forbidden" });
		await make("tea-time", "ada");
		const upload_id = await storedUpload(team.grace, { picture });
		await expect(team.gus.createCustomEmoji({ name: "tea-time", upload_id })).rejects.toMatchObject({
			code: "forbidden",
		});
	});

	test("is deleted by who made it or a moderator, and its bytes go", async () => {
		const { upload_id } = await make("uno");
		await expect(team.linus.deleteCustomEmoji({ name: "uno" })).rejects.toMatchObject({
			code: "forbidden",
			message: "only who made an emoji or a moderator may delete it",
		});
		const grace = await listen(team, "grace");
		await team.ada.deleteCustomEmoji({ name: "uno" });
		expect(await grace.receive(({ type }) => type === "emoji.deleted")).toMatchObject({ payload: { name: "uno" } });
		await expect(team.grace.downloadUpload({ upload_id })).rejects.toMatchObject({ code: "not_found" });
		await expect(team.ada.deleteCustomEmoji({ name: "uno" })).rejects.toMatchObject({ code: "not_found" });
		await runDurableObjectAlarm(team.stub);
		expect(await env.UPLOADS.head(keyOf(team.general.workspace_id, upload_id))).toBeNull();
		await make("uno");
		await team.grace.deleteCustomEmoji({ name: "uno" });
		expect(await names()).toEqual([]);
		grace.disconnect();
	});

	test("is one of at most 500", async () => {
		await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec(`WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 500)
				INSERT INTO custom_emoji (name, upload_id, created_by, created_at) SELECT 'e' || n, '', '', '' FROM n`),
		);
		await expect(make("one-more")).rejects.toMatchObject({
			code: "conflict",
			message: "there is room for 500 emoji in a workspace: delete some",
		});
	});
});

describe("the picture of a workspace", () => {
	const icon = async (who: Who = "ada", more: object = {}) => {
		const upload_id = await storedUpload(team[who], { picture, ...more });
		await env.UPLOADS.put(keyOf(team.general.workspace_id, upload_id), "crab");
		return upload_id;
	};
	const set = (upload_id: string, who: Who = "ada") =>
		team[who].updateWorkspace({ icon_url: `/api/uploads/${upload_id}` });

	test("is set by a moderator, told to everybody, and seen by them", async () => {
		const gus = await listen(team, "gus");
		const upload_id = await icon();
		const { workspace } = await set(upload_id);
		expect(workspace.icon_url).toBe(`/api/uploads/${upload_id}`);
		const event = await gus.receive(({ type }) => type === "workspace.updated");
		expect(event).toMatchObject({ payload: { workspace: { icon_url: workspace.icon_url } } });
		expect(await team.gus.downloadUpload({ upload_id })).toMatchObject({ isShared: true });
		const [entry] = (await team.ada.listAuditLog({ limit: 1 })).audit_log_entries;
		expect(entry).toMatchObject({
			action: "workspace.updated",
			metadata: { before: { icon_url: "" }, after: { icon_url: workspace.icon_url } },
		});
		await expect(set(await icon("grace"), "grace")).rejects.toMatchObject({ code: "forbidden" });
		gus.disconnect();
	});

	test("is replaced and removed, and the bytes of the one before go", async () => {
		const [first, second] = [await icon(), await icon()];
		await set(first);
		expect(await set(first)).not.toHaveProperty("event");
		await set(second);
		await expect(team.ada.downloadUpload({ upload_id: first })).rejects.toMatchObject({ code: "not_found" });
		await team.ada.updateWorkspace({ icon_url: "" });
		await expect(team.ada.downloadUpload({ upload_id: second })).rejects.toMatchObject({ code: "not_found" });
		await runDurableObjectAlarm(team.stub);
		for (const id of [first, second]) expect(await env.UPLOADS.head(keyOf(team.general.workspace_id, id))).toBeNull();
	});

	test("fits, and is a picture", async () => {
		await expect(set(await icon("ada", { byte_size: 1_048_577 }))).rejects.toMatchObject({
			code: "too_large",
			message: "the picture of a workspace may have at most 1024 KiB",
		});
		await expect(set(await icon("ada", { picture: undefined }))).rejects.toMatchObject({ code: "invalid_request" });
		expect((await team.ada.getWorkspace({})).icon_url).toBe("");
	});
});
