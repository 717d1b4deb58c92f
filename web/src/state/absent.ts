import {
	can,
	conversationOf,
	isGroupWord,
	type ChannelId,
	type Message,
	type MyChannel,
	type User,
} from "@clickclack/sdk";
import { handlesOf, tokensOf } from "@clickclack/sdk/grammar";
import type { Holder } from "./handles.ts";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { isDirect } from "./conversations.ts";
import { laterClient } from "./later-client.ts";
import { placeOf } from "./titles.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";
import * as strings from "../strings/absent.ts";

/** Of a channel with more members it is not known who is in it: nothing is said about those who are not found. */
const most_read = 1_000;
const most_asked_for = 5;

/** What was said last: it goes when there is something else to say. */
let close: (() => void) | undefined;

/**
 * Tells me of those whom my message calls and who are not in its channel: nothing in it counts for them.
 * @param before the text before it was edited
 */
export async function tellOfAbsent(workspace: WorkspaceState, message: Message, before = ""): Promise<void> {
	const channel = workspace.conversation(conversationOf(message));
	if (!channel || isDirect(channel)) return;
	const said = new Set(calledIn(before));
	const called = await peopleOf(
		workspace,
		calledIn(message.body).filter((handle) => !said.has(handle)),
	);
	const absent = await absentFrom(channel, called, message);
	if (absent.length > 0) tell(workspace, channel, absent, message);
}

const calledIn = (body: string): string[] => [
	...new Set(
		tokensOf(body).flatMap((token) => (token.kind === "mention" && !isGroupWord(token.handle) ? [token.handle] : [])),
	),
];

/** Without myself. Those beyond the first members, whom the app may not know, are asked for. */
async function peopleOf({ workspace, handles, members: known, me }: WorkspaceState, called: string[]): Promise<User[]> {
	const holderOf = (handle: string): Holder | undefined =>
		handlesOf(handle)
			.map((one) => handles.get(one))
			.find((one) => one !== undefined);
	const holders = called.map(holderOf);
	const asked = called.filter((_, i) => !holders[i]).slice(0, most_asked_for);
	const ask = async (handle: string): Promise<User | undefined> => {
		const { members } = await laterClient.members.list(workspace.id, { q: handle, limit: most_asked_for });
		return members.map(({ user }) => user).find((user) => user.handle === handle);
	};
	const found = [
		...holders.map((holder) => holder && known.get(holder.id)?.user),
		...(await Promise.all(asked.map(ask))),
	];
	return [...new Set(found)].filter((user) => user !== undefined && user.id !== me.user.id) as User[];
}

/** In a private channel the server has found all who are in it; in a public one, all who see it. */
async function absentFrom(channel: MyChannel, called: User[], message: Message): Promise<User[]> {
	const sees = ({ id }: User): boolean => message.mentioned_user_ids.includes(id);
	const isPrivate = channel.kind === "private";
	const unsure = isPrivate ? [] : called.filter(sees);
	const outside = new Set(called.filter((user) => !sees(user)));
	for (const user of await withoutMembers(channel.id, unsure)) outside.add(user);
	return called.filter((user) => outside.has(user));
}

async function withoutMembers(id: ChannelId, people: User[]): Promise<User[]> {
	const missing = new Map(people.map((user) => [user.id, user]));
	if (missing.size === 0) return [];
	let read = 0;
	for await (const member of client.channels.members(id)) {
		missing.delete(member.id);
		if (missing.size === 0 || ++read === most_read) return [];
	}
	return [...missing.values()];
}

function tell(workspace: WorkspaceState, channel: MyChannel, absent: User[], message: Message): void {
	const place = placeOf(channel, workspace.me.user.id);
	const names = absent.map(({ display_name }) => display_name);
	const mayMiss = absent.some(({ id }) => message.mentioned_user_ids.includes(id));
	const mayAdd = channel.is_member && can("channel.add_member", workspace.me, channel);
	close?.();
	close = toast.offer(
		(mayMiss ? strings.mayMiss : strings.notNotified)(names, place),
		mayAdd ? { label: strings.addToChannel, run: () => void add(workspace, channel, absent) } : undefined,
	);
}

async function add(workspace: WorkspaceState, channel: MyChannel, people: User[]): Promise<void> {
	try {
		for (const { id } of people) {
			const { event } = await client.channels.addMember(channel.id, id);
			if (event) workspace.applyLocal(event);
		}
		const names = people.map(({ display_name }) => display_name);
		toast.note(strings.added(names, placeOf(channel, workspace.me.user.id)));
	} catch (error) {
		toast.error(strings.addFailed(errorText(error)));
	}
}
