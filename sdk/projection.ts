import { type Conversation, type ConversationId, conversationOf } from "./conversations.ts";
import { conversationsIn, forgetConversation, omitConversation } from "./reduce-conversations.ts";
import { reduceTimelines } from "./reduce-messages.ts";
import { reduce } from "./reduce.ts";
import type { DurableEvent, Member, Message, ModeratedMember, Snapshot, UnreadMention, Workspace } from "./types.ts";

/** A loaded window on a conversation's roots or on a thread's replies, ascending. */
export interface Timeline {
	messages: Message[];
	has_older: boolean;
	has_newer: boolean;
}

/** An unread root that mentions me. */
export interface Mention {
	message_id: string;
	conversation_id: ConversationId;
	seq: number;
}

/**
 * What a client knows of a workspace: a snapshot with the events since applied to it, and the windows that it loaded.
 * Values in the maps are replaced, never changed, so reactive maps see every change.
 */
export interface Projection {
	cursor: string;
	me: ModeratedMember;
	workspace: Workspace;
	conversations: Map<ConversationId, Conversation>;
	members: Map<string, Member>;
	/** by message id; the newest 200 at most: `mention_count` of a conversation counts all of them */
	mentions: Map<string, Mention>;
	/** by conversation id, or by root message id for the replies of a thread */
	timelines: Map<string, Timeline>;
	/** The events cannot tell all that changed: take a new snapshot and `reset`. */
	stale: boolean;
	/**
	 * Ids of conversations of which the events cannot tell all that is mine: one that was archived when the snapshot was
	 * taken and is open again, or one with more unread mentions than are listed. Ask for each and `take` it.
	 */
	unsure: Set<ConversationId>;
}

/** A projection that is exactly `snapshot`, with nothing loaded. */
export function project(snapshot: Snapshot): Projection {
	const empty = { conversations: new Map(), members: new Map(), mentions: new Map(), timelines: new Map() };
	const { cursor, me, workspace } = snapshot;
	const projection: Projection = { cursor, me, workspace, stale: false, unsure: new Set(), ...empty };
	reset(projection, snapshot);
	return projection;
}

/**
 * Makes everything but the loaded windows what `snapshot` says; windows on what I may no longer see are dropped. The
 * others have to be loaded anew: the cursor has moved past events that they have not had.
 */
export function reset(projection: Projection, snapshot: Snapshot): void {
	const visible = new Set<ConversationId>(snapshot.channels.map((channel) => channel.id));
	for (const id of conversationsIn(projection)) if (!visible.has(id)) forgetConversation(projection, id);
	projection.unsure.clear();
	projection.cursor = snapshot.cursor;
	projection.me = snapshot.me;
	projection.workspace = snapshot.workspace;
	projection.stale = false;
	replace(projection.conversations, snapshot.channels, (channel) => channel.id);
	replace(projection.members, snapshot.members, (member) => member.user.id);
	replace(projection.mentions, snapshot.unread_mentions.map(toMention), (mention) => mention.message_id);
}

const toMention = (mention: UnreadMention): Mention => ({
	message_id: mention.message_id,
	conversation_id: conversationOf(mention),
	seq: mention.seq,
});

function replace<Id, T>(map: Map<Id, T>, values: T[], key: (value: T) => Id): void {
	map.clear();
	for (const value of values) map.set(key(value), value);
}

/**
 * Puts in a conversation as the server has it now, one of `unsure` or any other. Events that it is ahead of change
 * nothing in the end. @param conversation undefined when there is none by this id, or not for me
 */
export function take(projection: Projection, id: ConversationId, conversation: Conversation | undefined): void {
	if (!conversation) return forgetConversation(projection, id);
	omitConversation(projection, id);
	if (conversation.archived_at === undefined) projection.conversations.set(id, conversation);
}

/** Applies one event of the log. Safe to repeat: what is not after the cursor is ignored. */
export function apply(projection: Projection, event: DurableEvent): void {
	if (event.cursor <= projection.cursor) return;
	projection.cursor = event.cursor;
	reduce(projection, event);
}

/**
 * Applies what the answer to an act of mine says, without waiting for the log to tell it. The cursor stays: moved on, it
 * would skip what others did just before. Whether the log tells the same event before or after makes no difference.
 */
export function applyLocal(projection: Projection, event: DurableEvent): void {
	if (event.cursor > projection.cursor) reduce(projection, event);
}

/** Applies events to the loaded windows once more: a page that was on its way when they came may be older than they are. */
export function replay(projection: Projection, events: Iterable<DurableEvent>): void {
	for (const event of events) reduceTimelines(projection, event);
}
