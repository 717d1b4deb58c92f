import { can, type MyGroup, type Status, type User, type UserId } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { Place } from "../composer/text.ts";
import { isDirect, isDirectId } from "../state/conversations.ts";
import { signOf, statusOf } from "../statuses/status-of.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/completion.ts";
import { notInWord } from "../ui/in-word.ts";
import { firstOf, rank, room } from "./rank.ts";
import type { Source, Suggestion } from "./source.ts";
import { askForPeople } from "../state/unknown-people.ts";

const namesOf = ({ handle, display_name }: User) => [handle, display_name];

const toSuggestion = (user: User, status?: Status): Suggestion => ({
	key: user.id,
	text: `@${user.handle}`,
	title: user.display_name,
	note: `@${user.handle}`,
	user,
	sign: status && signOf(status),
});

/** A group is as far as people of whom nothing is known. */
const asCandidate = ({ id, handle, name }: MyGroup): { names: string[]; place: number; suggestion: Suggestion } => ({
	names: [handle, name],
	place: 0,
	suggestion: { key: id, text: `@${handle}`, title: name, note: `@${handle}`, icon: "users" },
});

/** One blank may be in a name that is typed: `@grace h`. */
const begun = new RegExp(
	String.raw`${notInWord(String.raw`_.@\/\-`)}[@＠](?:[\p{L}\p{M}\p{N}_\-]{1,32}(?: [\p{L}\p{M}\p{N}_\-]{1,32})?)?$`,
	"v",
);

/** `@…`: the members, first those who are in the conversation, of these the ones who wrote last. */
export function people(workspace: WorkspaceState, { conversation_id, root_id }: Place): Source {
	let here = $state.raw(new Set<UserId>());
	let isAsked = false;
	const askFor = askForPeople(workspace);

	/** Who wrote, the last first. */
	const authorsIn = (keys: string[]): User["id"][] =>
		keys.flatMap((key) => (workspace.timelines.get(key)?.messages ?? []).map((one) => one.author_id).toReversed());

	/** In a direct conversation nobody else would see the mention. */
	function candidates(): User[] {
		const conversation = workspace.conversation(conversation_id);
		if (conversation && isDirect(conversation)) return conversation.members;
		return [...workspace.members.values()].map(({ user }) => user);
	}

	/** How near somebody is, the nearest first. */
	function placeIn(): (user: User) => number {
		const near = [...new Set(authorsIn([root_id ?? conversation_id, conversation_id]))];
		const far = [...new Set(authorsIn(workspace.recent.ids.toReversed()))];
		const places = [...near, ...here, ...far];
		const place = new Map(places.toReversed().map((id, at) => [id, -at - 1]));
		return ({ id }) => (id === workspace.me.user.id ? 1 : (place.get(id) ?? 0));
	}

	function find(typed: string): Suggestion[] {
		// it is complete, and more words follow it
		if (workspace.handles.has(typed.split(" ")[0]!.toLowerCase()) && typed.includes(" ")) return [];
		const placeOf = placeIn();
		const people = candidates().map((user) => ({
			names: namesOf(user),
			place: placeOf(user),
			suggestion: toSuggestion(user, statusOf(workspace, user.id)),
		}));
		const found = [...people, ...[...workspace.groups.values()].map(asCandidate)]
			.map((one) => ({ ...one, kind: rank(one.names, typed) }))
			.filter(({ kind }) => kind >= 0)
			.map(({ kind, place, suggestion }) => ({ suggestion, order: [kind === 2 ? 1 : kind, place, kind] }));
		return firstOf(
			found,
			(a, b) => compare(a.order, b.order) || a.suggestion.title.localeCompare(b.suggestion.title),
		).map(({ suggestion }) => suggestion);
	}

	/** Words that call several people, where they do. */
	function groups(typed: string): Suggestion[] {
		if (root_id || typed === "" || !can("message.call_all", workspace.me, workspace.workspace)) return [];
		return strings.groups
			.filter(({ title }) => title.startsWith(`@${typed.toLowerCase()}`))
			.map((one) => ({ ...one, key: one.title, text: one.title, icon: "users" }));
	}

	function askWhoIsHere(): void {
		if (isAsked || isDirectId(conversation_id)) return;
		isAsked = true;
		void client.channels.members(conversation_id).then(
			({ members }) => (here = new Set(members.map(({ id }) => id))),
			() => (isAsked = false),
		);
	}

	return {
		label: strings.people,
		begun,
		find: (typed) => [...groups(typed), ...find(typed)].slice(0, room()),
		ask(typed) {
			askWhoIsHere();
			if (!isDirectId(conversation_id)) askFor(typed);
		},
	};
}

const compare = (a: number[], b: number[]): number => a.map((value, at) => value - b[at]!).find(Boolean) ?? 0;
