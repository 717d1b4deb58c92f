import { applyChannel, applyJoined, applyLeft, forgetChannel, leaveOut } from "./fold-channels.ts";
import { applyMe, applyMember } from "./fold-members.ts";
import { applyRead } from "./fold-mentions.ts";
import { applyChanged, applyReaction, applySent, insert, patchMessage } from "./fold-messages.ts";
import type {
	DurableEvent,
	Member,
	Message,
	ModeratedMember,
	MyChannel,
	Snapshot,
	UnreadMention,
	Workspace,
} from "./types.ts";

/** A loaded window on a channel's roots or on a thread's replies, ascending. */
export interface Timeline {
	messages: Message[];
	has_older: boolean;
	has_newer: boolean;
}

/**
 * What a client knows of a workspace: a snapshot with the events since applied to it, and the windows that it loaded.
 * Values in the maps are replaced, never changed, so reactive maps see every change.
 */
export interface Projection {
	cursor: string;
	me: ModeratedMember;
	workspace: Workspace;
	channels: Map<string, MyChannel>;
	members: Map<string, Member>;
	/** by message id; the newest 200 at most: `mention_count` of a channel counts all of them */
	mentions: Map<string, UnreadMention>;
	/** by channel id, or by root message id for the replies of a thread */
	timelines: Map<string, Timeline>;
	/** The events cannot tell all that changed: take a new snapshot and `fill`. */
	stale: boolean;
	/**
	 * Ids of channels of which the events cannot tell all that is mine: one that was archived when the snapshot was taken
	 * and is open again, or one with more unread mentions than are listed. Ask for each (`channels.get`) and `take` it.
	 */
	unsure: Set<string>;
}

/** A projection that is exactly `snapshot`, with nothing loaded. */
export function project(snapshot: Snapshot): Projection {
	const empty = { channels: new Map(), members: new Map(), mentions: new Map(), timelines: new Map() };
	const { cursor, me, workspace } = snapshot;
	const projection: Projection = { cursor, me, workspace, stale: false, unsure: new Set(), ...empty };
	fill(projection, snapshot);
	return projection;
}

/**
 * Makes everything but the loaded windows what `snapshot` says; windows on what one may no longer see are dropped. The
 * others have to be loaded anew: the cursor has moved past events that they have not had.
 */
export function fill(projection: Projection, snapshot: Snapshot): void {
	const visible = new Set<string>(snapshot.channels.map((channel) => channel.id));
	for (const id of channelsIn(projection)) if (!visible.has(id)) forgetChannel(projection, id);
	projection.unsure.clear();
	projection.cursor = snapshot.cursor;
	projection.me = snapshot.me;
	projection.workspace = snapshot.workspace;
	projection.stale = false;
	replace(projection.channels, snapshot.channels, (channel) => channel.id);
	replace(projection.members, snapshot.members, (member) => member.user.id);
	replace(projection.mentions, snapshot.unread_mentions, (mention) => mention.message_id);
}

/** Those that are known, and archived ones of which a window is loaded. */
export function channelsIn({ channels, timelines }: Projection): Set<string> {
	const loaded = [...timelines].map(([key, { messages }]) => messages[0]?.channel_id ?? key);
	return new Set([...channels.keys(), ...loaded.filter((id) => id.startsWith("chn_"))]);
}

/**
 * Puts in a channel as the server has it now, one of `unsure` or any other. Events that it is ahead of change nothing in
 * the end. @param channel undefined when there is none by this id, or not for me
 */
export function take(projection: Projection, id: string, channel: MyChannel | undefined): void {
	if (!channel) return forgetChannel(projection, id);
	leaveOut(projection, id);
	if (channel.archived_at === undefined) projection.channels.set(id, channel);
}

function replace<T>(map: Map<string, T>, values: T[], key: (value: T) => string): void {
	map.clear();
	for (const value of values) map.set(key(value), value);
}

/** Applies one event of the log. Safe to repeat: what is not after the cursor is ignored. */
export function apply(projection: Projection, event: DurableEvent): void {
	if (event.cursor <= projection.cursor) return;
	projection.cursor = event.cursor;
	switch (event.type) {
		case "message.created":
			return applySent(projection, event.payload.message);
		case "thread.reply_created":
			return insert(projection, event.payload.root_message_id, event.payload.message);
		case "message.updated":
		case "message.deleted":
			return applyChanged(projection, event.payload.message);
		case "thread.state_updated":
			return patchMessage(projection, event.payload.root_message_id, (root) => ({
				...root,
				thread_state: event.payload.thread_state,
			}));
		case "reaction.added":
		case "reaction.removed":
			return applyReaction(projection, event);
		case "channel.created":
			return applyChannel(projection, event.payload.channel, "told");
		case "channel.updated":
			return applyChannel(projection, event.payload.channel, "unknown");
		case "channel.deleted":
			return forgetChannel(projection, event.payload.channel_id);
		case "channel.member_joined":
			return applyJoined(projection, event);
		case "channel.member_left":
			return applyLeft(projection, event);
		case "dm.read":
			return;
		case "channel.read":
			return applyRead(projection, event.payload.channel_id, event.payload.last_read_seq);
		case "member.joined":
		case "member.updated":
			return applyMember(projection, event.payload.member);
		case "member.left":
			return void projection.members.delete(event.payload.user_id);
		case "member.moderation_updated":
			if (event.payload.user_id === projection.me.user.id) applyMe(projection, event.payload.member);
			return;
		case "workspace.updated":
			projection.workspace = { ...event.payload.workspace, role: projection.me.role };
			return;
		default:
			// a newer server may say more than this client knows; what it knows stays true
			event satisfies never;
	}
}
