// `npm run seed`: puts the demo on a running server, through its API alone. Idempotent. Prints sign-in links.
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import {
	type ChannelId,
	ClickClack,
	type ConversationId,
	type MessageId,
	type User,
	type WorkspaceId,
	isRequestError,
} from "../sdk/index.ts";
import { type DemoMessage, type Person, type Room, directs, people, rooms, workspace_name } from "./demo.ts";

const baseUrl = process.env["CLICKCLACK_SERVER"] ?? "http://localhost:8787";
const secrets = new URL("../.dev.vars", import.meta.url);
const local = existsSync(secrets) ? parseEnv(readFileSync(secrets, "utf8")) : {};
const operator = new ClickClack({ baseUrl, token: process.env["CLICKCLACK_ADMIN_TOKEN"] ?? local["ADMIN_TOKEN"] });

/** A person of the demo, with their own client. */
interface Voice {
	user: User;
	chat: ClickClack;
}

const cast = new Map<string, Voice>();
const voice = (name: Person): Voice => cast.get(name)!;

/** Ada is the owner, the others are members. Returns the workspace's id. */
async function gather(): Promise<WorkspaceId> {
	const { workspace } = await operator.admin.bootstrap({ ...people.Ada, workspace_name, channels: ["general"] });
	for (const [name, person] of Object.entries(people)) {
		const user = await operator.admin.createUser({ ...person, workspace_id: workspace.id });
		const chat = new ClickClack({ baseUrl });
		await chat.auth.consumeMagicLink((await operator.admin.createMagicLink({ user_id: user.id })).token);
		cast.set(name, { user, chat });
	}
	return workspace.id;
}

async function open(workspace_id: WorkspaceId, { name, topic, only }: Room): Promise<ChannelId> {
	const { channels } = voice("Ada").chat;
	const there = (await channels.list(workspace_id)).find((channel) => channel.name === name);
	if (there) await channels.update(there.id, { topic });
	const kind = only ? "private" : "public";
	const channel = there ?? (await channels.create(workspace_id, { name, topic, kind })).channel;
	for (const { user } of only?.map(voice) ?? cast.values()) await channels.addMember(channel.id, user.id);
	return channel.id;
}

/** The nonce is the message's position in the demo, so sending it again changes nothing. */
async function say(
	line: DemoMessage,
	nonce: string,
	place: { conversation_id: ConversationId; root_id?: MessageId },
): Promise<void> {
	const { chat } = voice(line.by);
	const body = line.body.replace(/@(\w+)/g, (_, name: string) => `@${cast.get(name)?.user.handle ?? name}`);
	const { message } = place.root_id
		? await chat.threads.reply(place.root_id, { body, nonce })
		: await chat.messages.create(place.conversation_id, { body, nonce });
	for (const [emoji, fans] of Object.entries(line.reactions ?? {}))
		for (const fan of fans) await voice(fan).chat.reactions.add(message.id, emoji);
	for (const [i, reply] of (line.replies ?? []).entries())
		await say(reply, `${nonce}.${i}`, { ...place, root_id: message.id });
}

async function play(workspace_id: WorkspaceId): Promise<void> {
	for (const room of rooms) {
		const conversation_id = await open(workspace_id, room);
		for (const [i, message] of room.messages.entries())
			await say(message, `demo.${room.name}.${i}`, { conversation_id });
	}
	for (const [n, { between, messages }] of directs.entries()) {
		const [first, ...others] = between.map(voice);
		const member_ids = others.map(({ user }) => user.id);
		const { id: conversation_id } = (await first!.chat.dms.create(workspace_id, member_ids)).conversation;
		for (const [i, message] of messages.entries()) await say(message, `demo.direct.${n}.${i}`, { conversation_id });
	}
}

/** The demo is complete when its last message was sent. */
function isPlayed(workspace_id: WorkspaceId): Promise<boolean> {
	const { messages } = directs.at(-1)!;
	const speaker = voice(messages.at(-1)!.by).chat;
	return speaker.messages.byNonce(workspace_id, `demo.direct.${directs.length - 1}.${messages.length - 1}`).then(
		() => true,
		() => false,
	);
}

async function link(name: Person): Promise<string> {
	const { magic_link } = await operator.admin.createMagicLink({ email: people[name].email });
	return `  ${people[name].name.padEnd(14)} ${magic_link}`;
}

try {
	const workspace_id = await gather();
	if (!(await isPlayed(workspace_id))) await play(workspace_id);
	console.log(`Sign in as:\n${await link("Ada")}\n${await link("Grace")}`);
} catch (error) {
	if (!(error instanceof Error)) throw error;
	const isTaken = isRequestError(error) && error.code === "conflict";
	console.error(
		isTaken ? "This server already has another owner, so no demo was created." : `No demo: ${error.message}`,
	);
	process.exitCode = isTaken ? 0 : 1;
}
