import {
	type ConversationId,
	type DirectConversationId,
	type OperationName,
	conversationOf,
	conversing,
	operations,
} from "@clickclack/protocol";
import fc from "fast-check";
import { NothingThere, type World, emojis, nothing } from "../../proof/acts/act.ts";
import { type ActName, acts } from "../../proof/acts/index.ts";
import { Prng } from "../../proof/prng.ts";
import { type Crew, type CrewName, crewNames } from "./crew.ts";

/** One thing that somebody tries. The seed chooses among what there is at that moment. */
export interface Act {
	kind: ActName;
	who: CrewName;
	seed: number;
}

export const kinds = (Object.keys(acts) as ActName[]).filter((name) => acts[name].only !== "chaos");
const words = ["kelp", "coral reef", "tide", "鮟鱇", "shells", "brine"];

/** The direct conversations of each crew that anybody has opened: no list has those that one has closed. */
const opened = new WeakMap<Crew, Set<DirectConversationId>>();

async function knownTo(crew: Crew, who: CrewName): Promise<DirectConversationId[]> {
	const all = [...(opened.get(crew) ?? [])];
	const seen = await Promise.all(
		all.map((id) => crew[who].getDirect({ direct_conversation_id: id }).catch(() => undefined)),
	);
	return seen.flatMap((one) => one?.id ?? []);
}

function noteOpened(crew: Crew, answer: unknown): void {
	const { conversation } = (answer ?? {}) as { conversation?: { id: DirectConversationId } };
	if (conversation) opened.set(crew, new Set(opened.get(crew)).add(conversation.id));
}

/** What somebody chooses from: what there is, as they are told of it. */
function worldOf(crew: Crew, { who, seed }: Act): World {
	const [prng, me] = [new Prng(seed), crew[who]];
	const any = <T>(all: readonly T[]): T => prng.of(all) ?? nothing();
	const toPerson = (name: CrewName) => {
		return { user_id: crew.users[name].id, roles: ["member" as const, "guest" as const, "moderator" as const] };
	};
	const anybody = () => toPerson(any(crewNames));
	const word = () => any(words);
	const direct = async () => any((await me.listDirects({ limit: 100 })).conversations);
	const channel = async () => ({ ...any(await me.listChannels({})), stays: false });
	const message: World["message"] = async ({ isRoot = false, isMine = false } = {}) => {
		const isDirect = prng.chance(0.3);
		const all = isDirect ? (await me.listDirects({ limit: 100 })).conversations : await me.listChannels({});
		const { id: channel_id } = any<{ id: ConversationId }>(all.filter(({ last_seq }) => last_seq > 0));
		const { messages } = await me.listMessages({ conversation_id: channel_id, limit: 200 });
		const fits = ({ author_id }: { author_id: string }) => !isMine || author_id === crew.users[who].id;
		if (isRoot || prng.chance(0.67)) return { id: any(messages.filter(fits)).id, channel: channel_id };
		const root = any(messages).id;
		const { replies } = await me.getThread({ message_id: root, limit: 200 });
		return { id: any(replies.filter(fits)).id, channel: channel_id, root };
	};
	return {
		workspace_id: crew.general.workspace_id,
		me: { ...toPerson(who), session: "", isOwner: who === "ada" },
		prng,
		channel,
		anyChannel: channel,
		direct,
		knownDirect: async () => ({ id: any(await knownTo(crew, who)) }),
		message,
		pinned: async () => {
			const directs = prng.chance(0.5) ? (await me.listDirects({ limit: 100 })).conversations : [];
			const { id: channel } = any<{ id: ConversationId }>(directs.length > 0 ? directs : await me.listChannels({}));
			const { pins } = await me.listPins({ conversation_id: channel, limit: 1 });
			return { id: any(pins).message_id, channel };
		},
		poll: async (isMine) => {
			const { id: conversation_id } = await channel();
			const { messages } = await me.listMessages({ conversation_id, limit: 200 });
			return any(messages.filter(({ poll, author_id }) => poll && (!isMine || author_id === crew.users[who].id)));
		},
		topic: async () => {
			const { id, channel_id } = any((await me.listTopics({})).filter(({ channel_id }) => channel_id !== undefined));
			return { id, channel: channel_id! };
		},
		reaction: async () => ({ message_id: (await message()).id, emoji: any(emojis) }),
		scheduled: async () => {
			const { id, nonce, ...place } = any((await me.listScheduledMessages({ limit: 100 })).scheduled);
			return { id, nonce, place: conversationOf(place) };
		},
		sendAt: () => new Date(Date.now() + 86_400_000).toISOString(),
		anybody,
		outsider: anybody,
		invite: async (isMine) => {
			const role = any(["member", "guest", "moderator"] as const);
			const made = async () => await me.createInvite({ role, expires_in_minutes: 10, max_uses: 1 });
			const id = isMine ? "" : any((await me.listInvites({ limit: 200 })).invites).id;
			return { id, role, token: isMine ? (await made()).token : "" };
		},
		word,
		body: () => (prng.chance(0.5) ? word() : `${word()} @${any([...crewNames, "channel", "here"])}`),
		nonce: () => (prng.chance(0.2) ? { nonce: word() } : {}),
		alsoSend: () => (prng.chance(0.2) ? { also_send: true } : {}),
		searchWord: word,
	};
}

/** Commands that are told by one id where something is said. */
const isConversing = (kind: string): boolean => "conversation" in (operations[kind as OperationName] ?? {});

type Call = (input: object) => Promise<unknown>;

/** What only the Directory asks for: it says whom it is about. */
const trusted: Partial<Record<ActName, (crew: Crew, input: Record<string, string>, whom: CrewName) => object>> = {
	acceptInvite: (crew, input, whom) => ({ ...input, user: crew.users[whom] }),
	admit: (crew, { user_id, role }) => ({ user: Object.values(crew.users).find(({ id }) => id === user_id), role }),
	updateProfile: (crew, change, whom) => ({ user: { ...crew.users[whom], ...change } }),
	releaseProfile: (_, input) => input,
};

/** Any of them, by anybody, to anybody. What is refused changes nothing. */
export const anyAct: fc.Arbitrary<Act> = fc.record({
	kind: fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom("createMessage", "replyInThread", "addReaction", "editMessage") },
		{ weight: 2, arbitrary: fc.constantFrom("createDirect", "createDirectMessage", "closeDirect") },
		{ weight: 1, arbitrary: fc.constantFrom("moderateMember", "addChannelMember") },
		// what there has to be something for, and what clients have to ask after
		{ weight: 2, arbitrary: fc.constantFrom("votePoll", "votePoll", "closePoll") },
		{ weight: 2, arbitrary: fc.constantFrom("pinMessage", "unpinMessage", "pinDirectMessage", "unpinDirectMessage") },
		{ weight: 2, arbitrary: fc.constantFrom("updateChannel", "deleteMessage", "markUnread") },
		{
			weight: 2,
			arbitrary: fc.constantFrom("createTopic", "createTopic", "updateTopic", "setMessageTopic", "deleteTopic"),
		},
		{ weight: 4, arbitrary: fc.constantFrom(...kinds) },
	),
	// whom most things are allowed to do most of them, or there would be little to see
	who: fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom<CrewName[]>("ada", "mara") },
		{ weight: 4, arbitrary: fc.constantFrom(...crewNames) },
	),
	seed: fc.nat(),
});

/** Tries it; tells whether it was done. A bug is not a refusal. */
export async function perform(crew: Crew, act: Act): Promise<boolean> {
	const { kind, who, seed } = act;
	const whom = new Prng(seed).for("whom").of(crewNames)!;
	try {
		const input = await acts[kind].input(worldOf(crew, act));
		const asSystem = trusted[kind]?.(crew, input as Record<string, string>, whom);
		const client = (asSystem ? crew.system : crew[who]) as unknown as Record<string, Call>;
		const answer = await client[kind]!(asSystem ?? (isConversing(kind) ? conversing(input) : input));
		noteOpened(crew, answer);
		return true;
	} catch (error) {
		if (error instanceof NothingThere || (error instanceof Error && error.name === "ChatError")) return false;
		throw error;
	}
}
