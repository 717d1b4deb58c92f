import { can, isolated, seesUnjoined, type MyChannel, type User, type UserId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { byInterest, namesOf, ranked, toConversation, type Entry } from "../commands/entries.ts";
import { directWith, mayMessage } from "../directs/acts.ts";
import {
	isDirect,
	isMine,
	othersIn,
	subjectOf,
	type Conversation,
	type DirectConversation,
} from "../state/conversations.ts";
import { placeOf } from "../state/titles.ts";
import { askForPeople } from "../state/unknown-people.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/forward-parts.ts";

const most_shown = 50;

/** Where a message can be forwarded to: a conversation, or somebody with whom one is opened for it. */
export interface Target {
	entry: Omit<Entry, "run">;
	/** in a sentence */
	place: string;
	/** what finds it */
	names: string[];
	/** absent while there is none in the list */
	conversation?: Conversation;
	open: () => Promise<Conversation>;
}

const mayPost = ({ me }: WorkspaceState, one: Conversation): boolean =>
	isDirect(one) ? one.can_send : can("message.create", me, subjectOf(one));

/** All that one may forward to. What one is in comes first, then people, then public channels. */
export class Targets {
	readonly #workspace: WorkspaceState;
	readonly #my_id: UserId;
	readonly #askForPeople;
	/** Their order stays while one chooses, whatever is said meanwhile. */
	readonly #mine: Target[];
	/** who is found by a conversation of two; one that is opened meanwhile does not take them out of the list */
	readonly #withDirect: Set<UserId>;
	/** no snapshot lists the channels that I am not in */
	#listed = $state.raw<MyChannel[]>([]);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		this.#my_id = workspace.me.user.id;
		this.#askForPeople = askForPeople(workspace);
		const known = [...byInterest({ workspace, conversation: undefined }), ...this.#closedGroups()];
		this.#mine = known.filter((one) => mayPost(workspace, one)).map((one) => this.#toConversation(one));
		this.#withDirect = new Set(workspace.directs.sorted.flatMap((one) => this.#partnerIn(one)));
		if (seesUnjoined(workspace.me, { kind: "public" })) void this.#list();
	}

	#partnerIn(one: DirectConversation): UserId[] {
		return one.members.length > 2 ? [] : othersIn(one, this.#my_id).map(({ id }) => id);
	}

	/** Those of two are found by the other person. */
	#closedGroups(): Conversation[] {
		return [...this.#workspace.direct_conversations.values()].filter((one) => !isMine(one) && one.members.length > 2);
	}

	/** Without them there is still everything that is known here. */
	async #list(): Promise<void> {
		this.#listed = await client.channels.list(this.#workspace.workspace.id).catch(() => []);
	}

	/** Those beyond the first members are asked for. */
	look(typed: string): void {
		if (can("direct.create", this.#workspace.me)) this.#askForPeople(wordsOf(typed));
	}

	/** What fits best first. */
	find(typed: string): Target[] {
		return ranked([...this.#mine, ...this.#people(), ...this.#unjoined()], wordsOf(typed), ({ names }) => names)
			.slice(0, most_shown)
			.map(({ one }) => one);
	}

	#people(): Target[] {
		const workspace = this.#workspace;
		return [...workspace.members.values()]
			.filter(({ user: { id } }) => mayMessage(workspace, id) && !this.#withDirect.has(id))
			.map(({ user }) => this.#toPerson(user));
	}

	#unjoined(): Target[] {
		const workspace = this.#workspace;
		return this.#listed
			.filter((one) => !workspace.conversations.get(one.id)?.is_member && mayPost(workspace, one))
			.map((one) => this.#toConversation(one, strings.willJoin));
	}

	#toConversation(conversation: Conversation, note?: string): Target {
		const entry = toConversation(conversation, this.#my_id);
		return {
			entry: note === undefined ? entry : { ...entry, note },
			place: placeOf(conversation, this.#my_id),
			names: namesOf(conversation, this.#my_id),
			conversation,
			open: async () => conversation,
		};
	}

	#toPerson(user: User): Target {
		const { id, display_name, handle } = user;
		return {
			entry: { key: id, title: display_name, note: `@${handle}`, user },
			place: isolated(display_name),
			names: [display_name, handle],
			open: () => directWith(this.#workspace, [id]),
		};
	}
}

const wordsOf = (typed: string): string => typed.trim().replace(/^[@#]/, "");
