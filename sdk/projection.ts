import { type Conversation, type ConversationId, conversationOf } from "./conversations.ts";
import {
	conversationsIn,
	dropTimelines,
	findConversation,
	forgetConversation,
	isMine,
	omitConversation,
} from "./reduce-conversations.ts";
import { isNews } from "./reduce-counts.ts";
import { reduceTimelines } from "./reduce-messages.ts";
import { forgetTopics } from "./reduce-topics.ts";
import { reduce } from "./reduce.ts";
import type {
	DirectConversation,
	DirectConversationId,
	DurableEvent,
	GroupId,
	Member,
	Message,
	MessageId,
	ModeratedMember,
	MyGroup,
	Sidebar,
	Snapshot,
	Topic,
	TopicId,
	UnreadMention,
	Workspace,
} from "./types.ts";

/** A loaded window on a conversation's roots or on a thread's replies, ascending. */
export interface Timeline {
	messages: Message[];
	has_older: boolean;
	has_newer: boolean;
}

/** An unread root message that mentions the caller. */
export interface Mention {
	message_id: string;
	conversation_id: ConversationId;
	seq: number;
}

/**
 * A client's copy of a workspace: a snapshot with the events since applied to it, and the windows that were loaded. Values
 * in the maps are replaced, never changed, so reactive maps see every change.
 */
export interface Projection {
	cursor: string;
	me: ModeratedMember;
	workspace: Workspace;
	/** channels: those that the caller is in, and others that were taken and not released; none that is archived */
	conversations: Map<ConversationId, Conversation>;
	/** those in the caller's list, and hidden ones that were taken and not released */
	direct_conversations: Map<DirectConversationId, DirectConversation>;
	members: Map<string, Member>;
	/** the snapshot left members out: list them, or ask for some by name */
	has_more_members: boolean;
	/** by message id; the newest 200 at most: `mention_count` of a conversation counts all of them */
	mentions: Map<string, Mention>;
	/**
	 * By conversation id, by root message id for the replies of a thread, or by `topicKey`. One on a topic goes when all of it
	 * that was loaded loses the topic and there is more: load it again.
	 */
	timelines: Map<string, Timeline>;
	/** ids of the pinned messages, the one pinned last first, of those conversations for which they were loaded */
	pins: Map<ConversationId, MessageId[]>;
	/** those that messages in the windows have, as far as they were told of */
	topics: Map<TopicId, Topic>;
	/** those that the caller sees */
	groups: Map<GroupId, MyGroup>;
	sidebar: Sidebar;
	/** undefined where the server stores no files */
	uploads: Snapshot["uploads"] | undefined;
	/** undefined for who is no moderator */
	open_reports: number | undefined;
	/** by conversation id: its counts have all events up to this cursor in them, as far as it is ahead of the projection's */
	counted: Map<ConversationId, string>;
	/** The events do not tell everything that changed: fetch a new snapshot and `reset`. */
	stale: boolean;
	/**
	 * Conversations whose state the events do not tell: one that was archived at the snapshot and is open again, one with more
	 * unread mentions than are listed, or a direct one that was not in the snapshot. Fetch each and `settle` it.
	 */
	unsure: Set<ConversationId>;
}

/** A projection of `snapshot`, without windows. */
export function project(snapshot: Snapshot): Projection {
	const conversations = { conversations: new Map(), direct_conversations: new Map() };
	const empty = {
		...conversations,
		members: new Map(),
		has_more_members: false,
		mentions: new Map(),
		timelines: new Map(),
		pins: new Map(),
		topics: new Map(),
		groups: new Map(),
		counted: new Map(),
	};
	const { cursor, me, workspace, sidebar, uploads, open_reports } = snapshot;
	const begun = { cursor, me, workspace, sidebar, uploads, open_reports };
	const projection: Projection = { ...begun, stale: false, unsure: new Set(), ...empty };
	reset(projection, snapshot);
	return projection;
}

/**
 * Replaces everything but the windows by `snapshot`; windows on topics, and on what the caller is not in, are dropped,
 * because they may no longer see it. The others, and the pins, have to be loaded again: the cursor has moved past events that they have not
 * received.
 */
export function reset(projection: Projection, snapshot: Snapshot): void {
	const { channels, direct_conversations } = snapshot;
	const joined = new Set<ConversationId>([...channels, ...direct_conversations].map(({ id }) => id));
	for (const id of conversationsIn(projection)) if (!joined.has(id)) forgetConversation(projection, id);
	projection.unsure.clear();
	projection.pins.clear();
	forgetTopics(projection);
	projection.counted.clear();
	projection.cursor = snapshot.cursor;
	projection.me = snapshot.me;
	projection.workspace = snapshot.workspace;
	projection.sidebar = snapshot.sidebar;
	projection.uploads = snapshot.uploads;
	projection.open_reports = snapshot.open_reports;
	projection.stale = false;
	projection.has_more_members = snapshot.has_more_members;
	replace(projection.conversations, channels, (channel) => channel.id);
	replace(projection.direct_conversations, direct_conversations, (conversation) => conversation.id);
	replace(projection.groups, snapshot.groups, (group) => group.id);
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
 * Puts in a conversation as just fetched, also one that the caller is not in: the events keep it current until `release`.
 * Events that it already includes change nothing when they arrive.
 * @param conversation undefined when it does not exist for the caller
 */
export function take(
	projection: Projection,
	id: ConversationId,
	conversation: Conversation | DirectConversation | undefined,
): void {
	if (!conversation) return forgetConversation(projection, id);
	omitConversation(projection, id);
	const { as_of, ...known } = conversation;
	if (!("is_member" in known)) projection.direct_conversations.set(known.id, known);
	else if (known.archived_at === undefined) projection.conversations.set(id, known);
	// one that is older than an event of the conversation does not have it in its counts: it has to be asked for again
	if (as_of && !isNews(projection, id, { cursor: as_of }) && as_of !== projection.counted.get(id))
		projection.unsure.add(id);
}

/**
 * Puts in one of `unsure` as just fetched. One that the caller is not in, or has closed, is kept only while a window on it
 * is loaded.
 */
export function settle(
	projection: Projection,
	id: ConversationId,
	conversation: Conversation | DirectConversation | undefined,
): void {
	take(projection, id, conversation);
	if (!projection.timelines.has(id)) omitOthers(projection, id);
}

/** Drops the windows on a conversation, and the conversation unless it is one of the caller's. */
export function release(projection: Projection, id: ConversationId): void {
	dropTimelines(projection, id);
	omitOthers(projection, id);
}

function omitOthers(projection: Projection, id: ConversationId): void {
	const conversation = findConversation(projection, id);
	if (conversation && !isMine(conversation)) omitConversation(projection, id);
}

/** Applies one durable event. Idempotent: events up to the cursor are ignored. */
export function apply(projection: Projection, event: DurableEvent): void {
	if (event.cursor <= projection.cursor) return;
	projection.cursor = event.cursor;
	reduce(projection, event, false);
}

/**
 * Applies the event in the answer to a command of the caller, before it arrives live. The cursor stays, because moving it
 * would skip events of others just before. It does not matter whether the live event comes before or after. What of others
 * is unread is counted when that comes, in the order of the log.
 */
export function applyLocal(projection: Projection, event: DurableEvent): void {
	if (event.cursor > projection.cursor) reduce(projection, event, true);
}

/** Applies events to the windows again: a page that was being fetched when they arrived may be older than they are. */
export function replay(projection: Projection, events: Iterable<DurableEvent>): void {
	for (const event of events) reduceTimelines(projection, event);
}
