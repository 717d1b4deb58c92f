import {
	type ChannelId,
	ChatError,
	type ConversationId,
	type DirectConversation,
	type DurableEvent,
	type Message,
	type MyChannel,
	type Snapshot,
	type TopicId,
	type WorkspaceId,
	isDirect,
} from "@clickclack/protocol";
import { topicKey } from "../../sdk/reduce-topics.ts";
import { seqOf } from "../../sdk/reduce-windows.ts";
import {
	type Mention,
	type Projection,
	type Timeline,
	apply,
	project,
	reset,
	settle,
	take,
} from "../../sdk/projection.ts";
import type { WorkspaceClient } from "../workspace/client.ts";

/** The part of each timeline that a client loads: at most `limit` messages, the newest or those around a place. */
export interface Part {
	limit: number;
	around_seq?: number | undefined;
}

const whole: Part = { limit: 200 };

/** Does `work` unless it is refused. A bug is not a refusal. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ChatError) return undefined;
		throw error;
	}
}

const sorted = <T>(map: Map<string, T>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What somebody looks at: a snapshot, the windows that they loaded, the events since. */
export class Client {
	readonly #workspace: WorkspaceClient;
	readonly #workspace_id: WorkspaceId;
	readonly projection: Projection;
	/** how many events */
	applied = 0;
	/** how often it loaded a channel again, because the events do not say everything about it */
	asked = 0;
	/** whether it took a new snapshot on the way, so that not everything it knows is from events */
	refilled = false;

	private constructor(workspace: WorkspaceClient, snapshot: Snapshot) {
		this.#workspace = workspace;
		this.#workspace_id = snapshot.workspace.id;
		this.projection = project(snapshot);
	}

	/**
	 * Loads a window on every channel that there is for them, or on these, on the direct conversations in their list, and on
	 * their threads.
	 * @returns undefined for one who is no member
	 */
	static async open(workspace: WorkspaceClient, part = whole, only?: ChannelId[]): Promise<Client | undefined> {
		return await unlessRefused(async () => {
			const snapshot = await workspace.getSnapshot({});
			const client = new Client(workspace, snapshot);
			// windows on archived channels as well, which no snapshot has
			const channels = only ?? (await workspace.listChannels({})).map((channel) => channel.id);
			for (const id of [...channels, ...client.projection.direct_conversations.keys()]) await client.#load(id, part);
			await client.#loadTopics(channels, part);
			return client;
		});
	}

	async #load(conversation_id: ConversationId, part: Part): Promise<void> {
		const { messages, has_older, has_newer } = await this.#workspace.listMessages({ conversation_id, ...part });
		this.projection.timelines.set(conversation_id, { messages, has_older, has_newer });
		await this.#loadPins(conversation_id);
		for (const root of messages) await this.#loadThread(root, part);
	}

	async #loadTopics(channels: ChannelId[], part: Part): Promise<void> {
		for (const topic of await this.#workspace.listTopics({})) {
			this.projection.topics.set(topic.id, topic);
			const places = topic.channel_id ? channels.filter((id) => id === topic.channel_id) : channels;
			for (const id of places) {
				const asked = { conversation_id: id, topic_id: topic.id, ...part };
				const { messages, has_older, has_newer } = await this.#workspace.listMessages(asked);
				this.projection.timelines.set(topicKey(topic.id, id), { messages, has_older, has_newer });
			}
		}
	}

	async #loadPins(conversation_id: ConversationId): Promise<void> {
		const { pins } = await this.#workspace.listPins({ conversation_id, limit: 1 });
		this.projection.pins.set(
			conversation_id,
			pins.map(({ message_id }) => message_id),
		);
	}

	async #loadThread({ id }: Message, part: Part): Promise<void> {
		const { replies, has_older, has_newer } = await this.#workspace.getThread({
			message_id: id,
			latest: "true",
			...part,
		});
		this.projection.timelines.set(id, { messages: replies, has_older, has_newer });
	}

	/** Applies the events since, as GET gives them. @returns false for one who may not receive them now */
	async catchUp(): Promise<boolean> {
		const caughtUp = await unlessRefused(async () => {
			await this.receive(await this.missed());
			return true;
		});
		return caughtUp ?? false;
	}

	/** Everything after its cursor that it may receive. */
	async missed(): Promise<DurableEvent[]> {
		const missed: DurableEvent[] = [];
		for (let isMore = true; isMore;) {
			const after_cursor = missed.at(-1)?.cursor ?? this.projection.cursor;
			const page = await this.#workspace.listEvents({ workspace_id: this.#workspace_id, after_cursor, limit: 500 });
			missed.push(...page.events);
			isMore = page.has_more;
		}
		return missed;
	}

	/** Applies events, and no more. */
	apply(events: DurableEvent[]): void {
		for (const event of events) apply(this.projection, event);
		this.applied += events.length;
	}

	/** Applies events, and takes a new snapshot where they cannot tell all. */
	async receive(events: DurableEvent[]): Promise<void> {
		for (const event of events) {
			this.apply([event]);
			await this.#ask();
		}
		if (!this.projection.stale) return;
		reset(this.projection, await this.#workspace.getSnapshot({}));
		this.refilled = true;
	}

	/** At once: what is learned is then ahead of the events that are still to come. */
	async #ask(): Promise<void> {
		for (const id of this.projection.unsure) {
			settle(this.projection, id, await this.#get(id));
			this.asked++;
		}
	}

	#get(id: ConversationId): Promise<MyChannel | DirectConversation | undefined> {
		return unlessRefused<MyChannel | DirectConversation>(() =>
			isDirect(id)
				? this.#workspace.getDirect({ direct_conversation_id: id })
				: this.#workspace.getChannel({ channel_id: id }),
		);
	}

	known() {
		return known(this.projection);
	}

	/**
	 * What this one, who loaded everything, would know with no more loaded than the other; with the channels that the other
	 * one looks at without being in them, and the direct conversations that they look at though they are closed; and with no mentions listed that the other one only counts, as R28 allows.
	 */
	async knownLike({ projection: { timelines, conversations, direct_conversations, mentions, pins, topics } }: Client) {
		const closed = [...direct_conversations.values()].filter(({ hidden_at }) => hidden_at !== undefined);
		for (const { id } of closed) await this.#load(id, whole);
		const parts = new Map<string, Timeline>();
		for (const [id, part] of timelines) {
			const all = this.projection.timelines.get(id);
			const [topic_id, isOfTopic] = [id.split(" ")[0] as TopicId, id.startsWith("top_")];
			if (all) parts.set(id, isOfTopic ? cutByTopic(all, part) : cut(all, part));
			// as with the topics, below
			else if (isOfTopic && topics.has(topic_id)) parts.set(id, part);
		}
		const countOf = (id: ConversationId) => (isDirect(id) ? direct_conversations.get(id) : conversations.get(id));
		const isUnlisted = ({ message_id, conversation_id: id }: Mention) =>
			!mentions.has(message_id) && countIn(id, mentions) < (countOf(id)?.mention_count ?? 0);
		const listed = [...this.projection.mentions].filter(([, mention]) => !isUnlisted(mention));
		const like = { ...this.projection, timelines: parts, mentions: new Map(listed) };
		like.conversations = new Map(like.conversations);
		like.direct_conversations = new Map(like.direct_conversations);
		for (const [id, { is_member }] of conversations) if (!is_member) take(like, id, await this.#get(id));
		for (const { id } of closed) take(like, id, await this.#get(id));
		// a client is told of a topic when it changes, not when it comes to see its channel, or no longer does
		like.topics = new Map([...topics].map(([id, topic]) => [id, like.topics.get(id) ?? topic]));
		like.pins = new Map([...like.pins].filter(([id]) => pins.has(id)));
		return known(like);
	}
}

const countIn = (id: string, mentions: Map<string, Mention>): number =>
	[...mentions.values()].filter(({ conversation_id }) => conversation_id === id).length;

/** The part of a whole timeline that begins and ends where `part` does; one without anything newer has no end. */
function cut({ messages }: Timeline, part: Timeline): Timeline {
	const [first, last] = [part.messages[0], part.messages.at(-1)];
	const from = first ? seqOf(first) : 0;
	const to = part.has_newer && last ? seqOf(last) : Infinity;
	const inside = messages.filter((message) => seqOf(message) >= from && seqOf(message) <= to);
	const has = (isThere: (seq: number) => boolean) => messages.some((message) => isThere(seqOf(message)));
	return { messages: inside, has_older: has((seq) => seq < from), has_newer: has((seq) => seq > to) };
}

/**
 * Of a window on a topic, of which messages that were never loaded may have lost it: where there may be more, there need
 * not be; where there is none, there must be none.
 */
function cutByTopic({ messages }: Timeline, part: Timeline): Timeline {
	const [first, last] = [part.messages[0], part.messages.at(-1)];
	const from = part.has_older && first ? seqOf(first) : 0;
	const to = part.has_newer && last ? seqOf(last) : Infinity;
	return { ...part, messages: messages.filter((message) => seqOf(message) >= from && seqOf(message) <= to) };
}

/** Neither the order in maps counts, nor the last place in the log, of which each client gets a part. */
function known({ cursor: _, counted: __, members, mentions, timelines, ...rest }: Projection) {
	const { conversations, direct_conversations, pins, ...single } = rest;
	const maps = [conversations, direct_conversations, members, mentions, timelines, pins];
	return { ...single, maps: maps.map((map) => sorted<unknown>(map)) };
}
