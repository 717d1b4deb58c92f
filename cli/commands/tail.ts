import type { ClickClack, ServerEvent, WorkspaceId } from "@clickclack/sdk";
import { plainText } from "@clickclack/sdk/grammar";
import { plain, printTable, say, write } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { json } from "../text.ts";
import { findChannel } from "./channels.ts";
import { findWorkspace } from "./workspaces.ts";

export interface TailFlags extends Flags {
	after?: string;
}

/** Prints one event for each line, until interrupted. */
export async function tail(flags: TailFlags): Promise<void> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	const only = flags.channel === undefined ? undefined : await findChannel(chat, flags);
	const names = flags.json ? new Map<string, string>() : await channelNames(chat, workspace_id);
	const stop = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
	const onState = flags.verbose ? say : undefined;
	for await (const event of chat.events(workspace_id, { after: flags.after, signal: stop.signal, onState })) {
		if ("channel" in event.payload) names.set(event.payload.channel.id, event.payload.channel.name);
		if (only === undefined || event.channel_id === only) print(event, names, flags);
	}
}

async function channelNames(chat: ClickClack, workspace_id: WorkspaceId): Promise<Map<string, string>> {
	return new Map((await chat.channels.list(workspace_id)).map(({ id, name }) => [id, name]));
}

function print(event: ServerEvent, names: Map<string, string>, flags: Flags): void {
	if (flags.json) return void write(json(event));
	const place = event.channel_id === undefined ? "" : `#${names.get(event.channel_id) ?? event.channel_id}`;
	const direct = "direct_conversation_id" in event.payload ? event.payload.direct_conversation_id : undefined;
	const row = [new Date(event.created_at), event.type, direct ?? place, gist(event, flags.plain ? exact : plainText)];
	if (flags.plain) write(plain([event.cursor, ...row]));
	else printTable([row]);
}

const exact = (body: string) => body;

/** A summary of an event. @param said how the text of a message is told in a line */
function gist({ payload }: ServerEvent, said: (body: string) => string): string {
	if ("message" in payload) return `@${payload.message.author.handle}: ${said(payload.message.body)}`;
	if ("emoji" in payload) return `${payload.emoji} ${payload.user_id}`;
	if ("thread_state" in payload) return `${payload.thread_state.reply_count} replies`;
	if ("member" in payload) return `@${payload.member.user.handle} ${payload.member.role}`;
	if ("user_id" in payload) return payload.user_id;
	return "";
}
