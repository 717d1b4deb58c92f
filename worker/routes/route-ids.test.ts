import type { MessageId, WorkspaceId } from "@clickclack/protocol";
import type { MyChannel } from "@clickclack/sdk";
import { beforeAll, expect, test } from "vitest";
import { type Person, person, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let workspace: { id: WorkspaceId; route_id: string };
let general: MyChannel;
let secret: MyChannel;
let root: MessageId;
let reply: MessageId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	workspace = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] });
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace.id)).token);
	general = (await ada.chat.channels.list(workspace.id))[0]!;
	secret = (await ada.chat.channels.create(workspace.id, { name: "secret", kind: "private" })).channel;
	root = (await ada.chat.messages.create(general.id, { body: "root" })).message.id;
	reply = (await ada.chat.threads.reply(root, { body: "reply" })).message.id;
});

const look = async ({ token }: Person, path: string) => {
	const answer = await request(path, { headers: { authorization: `Bearer ${token}` } });
	return { status: answer.status, ...(await answer.json<object>()), request_id: undefined };
};

test("a public link to a channel is resolved by route ids and by ids", async () => {
	const route = {
		workspace_id: workspace.id,
		workspace_route_id: workspace.route_id,
		target_type: "channel",
		target_id: general.id,
		target_route_id: general.route_id,
		canonical_path: `/app/${workspace.route_id}/${general.route_id}`,
	};
	for (const t of [workspace.route_id, workspace.id])
		for (const target of [general.route_id, general.id])
			expect(await grace.chat.workspaces.resolve(t, target)).toEqual(route);
});

test("a channel is found by its name in any spelling, by those who see it", async () => {
	const spellings: Record<string, string[]> = {
		ガイド: ["ガイド", "ガイド".normalize("NFD"), "ｶﾞｲﾄﾞ"],
		"Café Ünder_ground": ["cafe-under_ground", "CAFÉ ÜNDER_GROUND", "Cafe\u0301 under_ground"],
		हिन्दी: ["हिन्दी"],
		한국어: ["한국어".normalize("NFD")],
		"❤️": ["❤", "❤️", "❤︎"],
		"C++": ["c++", "Ｃ＋＋", "c-plus-plus"],
		"C#": ["C#", "c♯"],
		secret: ["Secret"],
	};
	for (const [name, spelled] of Object.entries(spellings)) {
		const { id } = name === "secret" ? secret : (await ada.chat.channels.create(workspace.id, { name })).channel;
		for (const other of [name, ...spelled])
			expect((await ada.chat.workspaces.resolve(workspace.route_id, other)).target_id, other).toBe(id);
	}
	for (const name of ["secret", "caf", "!!!", "\u200b"])
		expect((await look(grace, `/api/routes/${workspace.route_id}/${encodeURIComponent(name)}`)).status).toBe(404);
});

test("a public link to a message resolves to its thread, in its channel", async () => {
	const { route_id } = await ada.chat.messages.get(root);
	const thread = { target_type: "thread", target_id: root, target_route_id: route_id };
	const parent = { parent_type: "channel", parent_id: general.id, parent_route_id: general.route_id };
	for (const target of [route_id!, root, reply])
		expect(await grace.chat.workspaces.resolve(workspace.route_id, target)).toMatchObject({ ...thread, ...parent });
});

test("a link to something hidden is not found, like one to something that does not exist", async () => {
	const said = (await ada.chat.messages.create(secret.id, { body: "psst" })).message;
	const missing = (id: string) => id.slice(0, -3) + "zzz";
	const [hidden, nothing] = [
		[secret.route_id, secret.id, said.id, said.route_id!],
		[
			missing(general.route_id).toUpperCase(),
			missing(general.id),
			missing(root),
			missing(said.route_id!).toUpperCase(),
		],
	];
	for (const target of [...hidden, ...nothing])
		expect(await look(grace, `/api/routes/${workspace.route_id}/${target}`)).toEqual({
			status: 404,
			code: "not_found",
			error: "not found",
		});
	for (const target of hidden)
		expect((await look(ada, `/api/routes/${workspace.route_id}/${target}`)).status).toBe(200);
	for (const [t, target] of [
		["x", general.id],
		[workspace.route_id, "x"],
		[workspace.route_id, workspace.id],
		[missing(workspace.route_id).toUpperCase(), general.route_id],
		[general.route_id, general.route_id],
	])
		expect((await look(ada, `/api/routes/${t}/${target}`)).status, `${t} ${target}`).toBe(404);
	const outsider = await person("Linus");
	expect((await look(outsider, `/api/routes/${workspace.route_id}/${general.route_id}`)).status).toBe(404);
});

test("a root has a route id when its thread was opened or replied to, and on request; a reply has none", async () => {
	const { message } = await ada.chat.messages.create(general.id, { body: "another" });
	const { route_id } = await ada.chat.messages.route(message.id);
	expect(route_id).toMatch(/^M[0-9A-HJKMNP-TV-Z]{16}$/);
	expect((await ada.chat.threads.get(message.id)).root.route_id).toBe(route_id);
	await ada.chat.threads.reply(message.id, { body: "and a reply" });
	expect((await ada.chat.messages.get(message.id)).route_id).toBe(route_id);
	await expect(ada.chat.messages.route(reply)).rejects.toMatchObject({ status: 404, code: "not_found" });
});
