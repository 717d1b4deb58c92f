import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import type { ChannelId, MessageId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, operator, person, request } from "./test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
let root: MessageId;
let reply: MessageId;
let [used, expired] = ["", ""];
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", slug: "reef", channels: ["general"] }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
	root = (await ada.chat.messages.create(general, { body: "root", nonce: "used" })).message.id;
	reply = (await ada.chat.threads.reply(root, { body: "reply" })).message.id;
	await ada.chat.workspaces.create({ name: "Atoll", slug: "atoll" });
	[used, expired] = [await link(), await link()];
	await ada.chat.auth.consumeMagicLink(used);
	await run(env.DIRECTORY.getByName("directory"), "UPDATE magic_links SET expires_at = '2020' WHERE used_at IS NULL");
});

const link = async () => (await operator.admin.createMagicLink({ email: ada.email })).token;
const run = (stub: DurableObjectStub, text: string) =>
	runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(text));

type Call = [method: string, path: string, body?: object, by?: Person | null];
const messages = () => `/api/channels/${general}/messages`;
const byNonce = (nonce: string) => `/api/messages/by-nonce?workspace_id=${workspace_id}&nonce=${nonce}`;
const ephemeral = (event: object): Call => ["POST", "/api/realtime/ephemeral", { workspace_id, payload: {}, ...event }];

/** What existing clients and their tests compare literally: section 13 of the contract, as far as it is built. */
const texts: [text: string | RegExp, status: number, ask: () => Call][] = [
	["authentication required", 401, () => ["GET", "/api/me", undefined, null]],
	["route not found", 404, () => ["GET", "/api/nowhere"]],
	["message not found", 404, () => ["GET", byNonce("unknown")]],
	["message not found", 404, () => ["GET", `/api/messages/${root.slice(0, -3)}zzz`]],
	["nonce is required", 400, () => ["GET", byNonce("")]],
	["nonce is required", 400, () => ["GET", `/api/messages/by-nonce?workspace_id=${workspace_id}`]],
	["nonce is too long", 400, () => ["GET", byNonce("n".repeat(129))]],
	["nonce must be valid UTF-8", 400, () => ["POST", messages(), { body: "x", nonce: "\ud800" }]],
	["nonce must not contain NUL", 400, () => ["GET", byNonce("%00")]],
	[
		"client nonce was already used for a different message",
		400,
		() => ["POST", messages(), { body: "x", nonce: "used" }],
	],
	...[{}, { body: null }, { body: "" }, { body: " \u0085\n" }, { body: "\u200b\u3164\u2800\u{e0061}" }].flatMap(
		(body): typeof texts => [
			["message body is required", 400, () => ["POST", messages(), body]],
			["message body is required", 400, () => ["PATCH", `/api/messages/${root}`, body]],
			["reply body is required", 400, () => ["POST", `/api/messages/${root}/thread/replies`, body]],
		],
	),
	...["members", "moderation/members", "invites"].map((list): (typeof texts)[number] => [
		/^cursor: must be a (?:usr|inv)_… id$/,
		400,
		() => ["GET", `/api/workspaces/${workspace_id}/${list}?cursor=abc`],
	]),
	["agent activity messages require a bot token", 403, () => ["POST", messages(), { body: "x", kind: "agent_tool" }]],
	[
		"turn_id is only valid for agent activity messages",
		400,
		() => ["POST", messages(), { body: "x", kind: "message", turn_id: "t" }],
	],
	[
		"nested thread replies are not supported",
		400,
		() => ["POST", `/api/messages/${reply}/thread/replies`, { body: "x" }],
	],
	["seq must be non-negative", 400, () => ["POST", `/api/channels/${general}/read`, { seq: -1 }]],
	[
		"before_seq, after_seq, and around_seq are mutually exclusive",
		400,
		() => ["GET", `${messages()}?before_seq=1&after_seq=1`],
	],
	["magic link already used", 400, () => ["POST", "/api/auth/magic/consume", { token: used }]],
	["magic link expired", 400, () => ["POST", "/api/auth/magic/consume", { token: expired }]],
	["handle is already taken", 409, () => ["PATCH", "/api/me", { handle: grace.user.handle }]],
	["workspace slug is already taken", 409, () => ["PATCH", `/api/workspaces/${workspace_id}`, { slug: "atoll" }]],
	[
		"guest channel name is reserved",
		400,
		() => ["POST", `/api/workspaces/${workspace_id}/channels`, { name: "Guest" }],
	],
	[
		/channel.*workspace.*name.*unique/,
		409,
		() => ["POST", `/api/workspaces/${workspace_id}/channels`, { name: "general" }],
	],
	[
		'appearance_preferences.color_mode: must be one of "system", "light", "dark"',
		400,
		() => ["PATCH", "/api/me", { appearance_preferences: { color_mode: "blue" } }],
	],
	["avatar_url: must be an http or https address", 400, () => ["PATCH", "/api/me", { avatar_url: "blue" }]],
	["agent.progress requires a bot token", 403, () => ephemeral({ type: "agent.progress", channel_id: general })],
	["typing events require channel_id or direct_conversation_id", 400, () => ephemeral({ type: "typing.started" })],
	["unsupported ephemeral event type", 400, () => ephemeral({ type: "weather.changed" })],
];

test.each(texts)("%s", async (text, status, ask) => {
	const [method, path, body, by = ada] = ask();
	const headers = { "content-type": "application/json", ...(by && { authorization: `Bearer ${by.token}` }) };
	const answer = await request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
	const { error } = await answer.json<{ error: string }>();
	expect({ status: answer.status, error }).toEqual({
		status,
		error: typeof text === "string" ? text : expect.stringMatching(text),
	});
});
