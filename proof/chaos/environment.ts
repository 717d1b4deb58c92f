import { type ChannelId, ClickClack, type DirectConversationId, type Role, type WorkspaceId } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import { Client } from "../../sdk/client.ts";
import { type Channel, type Fact, type Invite, type Message, type World, emojis, key, nothing } from "../acts/act.ts";
import type { ActName } from "../acts/index.ts";
import type { Prng } from "../prng.ts";
import type { Entry, NewEntry } from "./history.ts";
import type { Host } from "./host.ts";
import type { Network } from "./network.ts";
import type { Person } from "./people.ts";

/** A message that somebody may do something to. */
type Recent = Message & { author: string };

/** How many messages are in reach: few, so that several people do things to the same. */
const reach = 150;

/** Numbers as words that neither search nor its stemmer take for anything else. */
const letters = (count: number, end: string): string =>
	count.toString(16).replaceAll(/./g, (digit) => "abcdfghjklmnprtv"[Number.parseInt(digit, 16)]!) + end;

/** Where it happens: the server behind its network, the people, and what they know of. */
export class Environment {
	/** for what none of the people decides */
	readonly prng: Prng;
	readonly network: Network;
	readonly host: Host;
	readonly operator: ClickClack;
	readonly operatorClient: Client;
	readonly people: Person[] = [];
	/** the owner once more, with a session for keeping order */
	keeper!: Person;
	workspace_id: WorkspaceId = "wsp_";
	/** the beginning of every cursor */
	epoch = "";
	/** the channel that everybody begins in */
	general = "";
	readonly channels = new Set<string>();
	/** direct conversations that somebody has opened, with who is in them */
	readonly directs = new Map<string, string[]>();
	readonly #invites = new Map<string, Invite>();
	/** what was sent and got no answer: it is sent again when all is quiet */
	unanswered: (() => Promise<unknown>)[] = [];
	/** since all was last quiet */
	history: Entry[] = [];
	/** what somebody has done, in any round */
	readonly done = new Set<ActName>();
	/** the word that all have in common who speak now */
	round = "";
	#rounds = 0;
	#count = 0;
	readonly #recent: Recent[] = [];
	readonly #pinned = new Map<string, Recent>();
	readonly #polls: Recent[] = [];
	readonly #reactions = new Map<string, Record<"message" | "emoji" | "user", string>>();

	constructor(prng: Prng, network: Network, host: Host) {
		[this.prng, this.network, this.host] = [prng, network, host];
		const options = { baseUrl: network.url, token: admin_token };
		this.operator = new ClickClack(options);
		this.operatorClient = new Client(options);
	}

	get tag(): string {
		return this.workspace_id.slice(14, 22);
	}

	write(entry: NewEntry): void {
		this.history.push({ at: Date.now(), ...entry });
	}

	nextRound(): void {
		this.round = letters(this.#rounds++, "wq");
	}

	/** What somebody acknowledged is there to be chosen, or no longer. */
	learn(fact: Fact, author: string): void {
		if (fact.is === "sent") {
			const { message: id, channel, timeline } = fact;
			this.#recent.push({ id, channel, author, root: timeline === channel ? undefined : timeline });
			if (this.#recent.length > reach) this.#recent.shift();
			if (fact.poll) this.#polls.push(this.#recent.at(-1)!);
		} else if (fact.is === "reacted") this.#reactions.set(key.react(fact.message, fact.emoji, fact.user), fact);
		else if (fact.is === "pinned") {
			const message = this.#recent.find(({ id }) => id === fact.message);
			if (message) this.#pinned.set(message.id, message);
		} else if (fact.is === "unpinned") this.#pinned.delete(fact.message);
		else if (fact.is === "unreacted") this.#reactions.delete(key.react(fact.message, fact.emoji, fact.user));
		else if (fact.is === "in") this.channels.add(fact.channel);
		else if (fact.is === "shown" && fact.members) this.directs.set(fact.channel, fact.members);
		else if (fact.is === "dropped") this.channels.delete(fact.channel);
		else if (fact.is === "invited") this.#invites.set(fact.invite, { ...fact, id: fact.invite });
		else if (fact.is === "withdrawn") this.#invites.delete(fact.invite);
	}

	/** What somebody chooses from in this turn of theirs. */
	world(me: Person): World {
		const { people, channels, directs, workspace_id } = this;
		const { prng, user_id, session, home } = me;
		const { conversations: known, direct_conversations: listed } = me.clients[0]?.projection ?? {};
		const any = <T>(all: Iterable<T>): T => prng.of([...all]) ?? nothing();
		const toChannel = (id: string): Channel => {
			const { last_seq = 0 } = known?.get(id as ChannelId) ?? {};
			return { id, last_seq, stays: id === this.general || !channels.has(id) };
		};
		const anyChannel = () => toChannel(any(channels));
		const anybody = () => toChoice(any(people));
		const message = ({ isRoot, isMine }: { isRoot?: true; isMine?: boolean } = {}): Recent => {
			const isForeign = prng.chance(0.03);
			const fits = ({ author, root, channel }: Recent) =>
				(!isRoot || root === undefined) &&
				(!isMine || author === user_id) &&
				(isForeign || known?.has(channel as ChannelId) || listed?.has(channel as DirectConversationId));
			return any(this.#recent.filter(fits));
		};
		const word = () => letters(this.#count++, "x");
		return {
			workspace_id,
			me: { ...toChoice(me), session, isOwner: me === people[0] },
			prng,
			anyChannel,
			channel: () => {
				const mine = [...(known?.values() ?? [])].filter((channel) => channel.is_member);
				return mine.length === 0 || prng.chance(0.03) ? anyChannel() : toChannel(any(mine).id);
			},
			direct: () => {
				const mine = [...(listed?.values() ?? [])].filter(({ hidden_at }) => hidden_at === undefined);
				return prng.chance(0.03) ? { id: any(directs.keys()), last_seq: 1 } : any(mine);
			},
			knownDirect: () => ({ id: any([...directs].filter(([, members]) => members.includes(user_id)))[0] }),
			message,
			pinned: () => (prng.chance(0.8) ? any(this.#pinned.values()) : message()),
			poll: (isMine) => any(this.#polls.filter(({ author }) => !isMine || author === user_id)),
			reaction: () => {
				const mine = prng.chance(0.7) ? [...this.#reactions.values()].filter(({ user }) => user === user_id) : [];
				const { message: message_id = message().id, emoji = any(emojis) } = prng.of(mine) ?? {};
				return { message_id, emoji };
			},
			scheduled: async () => {
				const asked = me.requests.request("GET /api/workspaces/{workspace_id}/scheduled", { path: { workspace_id } });
				const { scheduled } = await asked.catch(nothing);
				const { id, nonce, channel_id, direct_conversation_id } = any(scheduled);
				return { id, nonce, place: (channel_id ?? direct_conversation_id)! };
			},
			sendAt: () => new Date(Date.now() + (prng.chance(0.5) ? 100 : 86_400_000)).toISOString(),
			anybody,
			outsider: () => {
				const absent = prng.of(people.filter(({ standing }) => standing === "out"));
				const { user_id, roles } = toChoice(absent ?? any(people));
				// the log does not say as what somebody comes
				return { user_id, roles: roles.slice(0, 1) };
			},
			invite: (isMine) => any([...this.#invites.values()].filter(({ role }) => !isMine || role === home)),
			word,
			// what all say, what nobody else says, and now and then a name
			body: () => `${this.round} ${word()}${prng.chance(0.15) ? ` @${any(people).handle}` : ""}`,
			nonce: () => ({ nonce: `n-${this.#count++}` }),
			alsoSend: () => ({}),
			searchWord: () => this.round,
		};
	}
}

/** Who has been made something else comes back as what they were. */
const toChoice = ({ user_id, home }: Person): { user_id: string; roles: Role[] } => {
	const own = home === "owner" ? "member" : home;
	return { user_id, roles: [own, "guest"] };
};
