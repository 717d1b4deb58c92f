import type { Message, MessageId } from "@clickclack/protocol";
import fc from "fast-check";
import { type Crew, type Hand, hands } from "./crew.ts";

/** One thing that somebody tries. Numbers choose among what there is at that moment. */
export interface Act {
	kind: keyof typeof acts;
	who: Hand;
	whom: Hand;
	pick: number;
	words: string;
}

type Try = (team: Crew, act: Act) => Promise<unknown>;

const nth = <T>(all: T[], pick: number): T => {
	if (all.length === 0) throw new Error("nothing to choose from");
	return all[pick % all.length]!;
};

const channelOf = async (team: Crew, { who, pick }: Act) => nth(await team[who].listChannels({}), pick).id;

async function messageOf(team: Crew, act: Act, { isOwn = false } = {}): Promise<MessageId> {
	const talkative = (await team[act.who].listChannels({})).filter((channel) => channel.last_seq > 0);
	const channel_id = nth(talkative, act.pick).id;
	const { messages } = await team[act.who].listMessages({ conversation_id: channel_id, limit: 200 });
	const ofAct = (all: Message[]) =>
		isOwn ? all.filter((message) => message.author_id === team.users[act.who].id) : all;
	if (act.pick % 3 > 0) return nth(ofAct(messages), act.pick).id;
	const { replies } = await team[act.who].getThread({ message_id: nth(messages, act.pick).id, limit: 200 });
	return nth(ofAct(replies), act.pick).id;
}

const roles = ["member", "guest", "moderator"] as const;

/** Every command that people have. A new one without an entry here fails the test that counts them. */
export const acts = {
	createMessage: async (team, act) =>
		team[act.who].createMessage({
			conversation_id: await channelOf(team, act),
			body: `${act.words} @${act.whom}`,
			...(act.pick % 5 === 0 && { nonce: act.words }),
		}),
	editMessage: async (team, act) =>
		team[act.who].editMessage({
			message_id: await messageOf(team, act, { isOwn: act.pick % 5 > 0 }),
			body: act.pick % 2 ? act.words : `${act.words} @${act.whom}`,
		}),
	deleteMessage: async (team, act) =>
		team[act.who].deleteMessage({ message_id: await messageOf(team, act, { isOwn: act.pick % 5 > 0 }) }),
	replyInThread: async (team, act) =>
		team[act.who].replyInThread({
			message_id: await messageOf(team, act),
			body: act.pick % 2 ? act.words : `${act.words} @${act.whom}`,
		}),
	addReaction: async (team, act) =>
		team[act.who].addReaction({ message_id: await messageOf(team, act), emoji: nth(["🦞", "👍", ":claw:"], act.pick) }),
	removeReaction: async (team, act) =>
		team[act.who].removeReaction({
			message_id: await messageOf(team, act),
			emoji: nth(["🦞", "👍", ":claw:"], act.pick),
		}),
	markRead: async (team, act) =>
		team[act.who].markRead({ conversation_id: await channelOf(team, act), seq: act.pick % 12 }),
	createChannel: async (team, act) =>
		team[act.who].createChannel({ name: act.words, kind: act.pick % 2 ? "private" : "public" }),
	updateChannel: async (team, act) =>
		team[act.who].updateChannel({
			channel_id: await channelOf(team, act),
			...(act.pick % 2 ? { topic: act.words } : { display_title: act.words }),
			...(act.pick % 3 === 0 && { name: `${act.words}-${act.pick}` }),
			...(act.pick % 4 === 0 && { archived: act.pick % 8 === 0 }),
		}),
	// rarely: what is gone is no longer there to happen to
	deleteChannel: async (team, act) =>
		act.pick % 3 === 0 && (await team[act.who].deleteChannel({ channel_id: await channelOf(team, act) })),
	joinChannel: async (team, act) => team[act.who].joinChannel({ channel_id: await channelOf(team, act) }),
	leaveChannel: async (team, act) => team[act.who].leaveChannel({ channel_id: await channelOf(team, act) }),
	addChannelMember: async (team, act) =>
		team[act.who].addChannelMember({ channel_id: await channelOf(team, act), user_id: team.users[act.whom].id }),
	removeChannelMember: async (team, act) =>
		team[act.who].removeChannelMember({ channel_id: await channelOf(team, act), user_id: team.users[act.whom].id }),
	moderateMember: (team, act) =>
		team[act.who].moderateMember({
			user_id: team.users[act.whom].id,
			role: nth([...roles], act.pick),
			...(act.pick % 5 === 0 && { blocked: act.pick % 10 === 0 }),
			...(act.pick % 7 === 0 && { timeout_minutes: 1 }),
			...(act.pick % 7 === 1 && { clear_timeout: true as const }),
		}),
	removeMember: (team, act) => team[act.who].removeMember({ user_id: team.users[act.whom].id }),
	updateWorkspace: (team, act) => team[act.who].updateWorkspace({ name: act.words }),
	createInvite: (team, act) => team[act.who].createInvite({ role: "member", expires_in_minutes: 10, max_uses: null }),
	revokeInvite: async (team, act) =>
		team[act.who].revokeInvite({
			invite_id: nth((await team[act.who].listInvites({ limit: 200 })).invites, act.pick).id,
		}),
	acceptInvite: async (team, act) => {
		const invite = { role: nth([...roles], act.pick), expires_in_minutes: 10, max_uses: 1 };
		const { token } = await team[act.who].createInvite(invite);
		return await team.system.acceptInvite({ token, user: team.users[act.whom] });
	},
	publishEphemeral: async (team, act) =>
		team[act.who].publishEphemeral({
			type: "typing.started",
			conversation_id: await channelOf(team, act),
			payload: {},
		}),
	searchMessages: (team, act) =>
		team[act.who].searchMessages({
			workspace_id: team.general.workspace_id,
			q: act.words,
			sort: act.pick % 2 ? "newest" : "relevance",
			limit: 50,
		}),
	admit: (team, act) => team.system.admit({ user: team.users[act.whom], role: nth(["member", "guest"], act.pick) }),
	updateProfile: (team, act) =>
		team.system.updateProfile({ user: { ...team.users[act.whom], display_name: act.words } }),
	releaseProfile: (team, act) => team.system.releaseProfile({ user_id: team.users[act.whom].id }),
} satisfies Record<string, Try>;

/** Any of them, by anybody, to anybody. What is refused changes nothing. */
export const anyAct: fc.Arbitrary<Act> = fc.record({
	kind: fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom("createMessage", "replyInThread", "addReaction", "editMessage") },
		{ weight: 1, arbitrary: fc.constantFrom("moderateMember", "addChannelMember") },
		{ weight: 4, arbitrary: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])) },
	),
	// whom most things are allowed to do most of them, or there would be little to see
	who: fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom<Hand[]>("ada", "mara") },
		{ weight: 4, arbitrary: fc.constantFrom(...hands) },
	),
	whom: fc.constantFrom(...hands),
	pick: fc.nat(60),
	words: fc.constantFrom("kelp", "coral reef", "tide", "鮟鱇", "shells", "brine"),
});

/** Tries it; tells whether it was done. A bug is not a refusal. */
export async function perform(team: Crew, act: Act): Promise<boolean> {
	const isRefusal = (error: unknown) =>
		error instanceof Error && (error.name === "ChatError" || error.message === "nothing to choose from");
	try {
		await (acts[act.kind] as Try)(team, act);
		return true;
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	}
}
