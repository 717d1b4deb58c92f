import { ClickClack } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import type { Dice } from "./dice.ts";
import type { Entry } from "./history.ts";
import type { Host } from "./host.ts";
import type { Person } from "./person.ts";
import type { Wire } from "./wire.ts";

/** A message that somebody may do something to. */
export interface Recent {
	id: string;
	channel: string;
	author: string;
	root?: string;
}

/** How many messages are in reach: few, so that several people do things to the same. */
const reach = 150;

/** Numbers as words that neither search nor its stemmer take for anything else. */
export function letters(count: number, end: string): string {
	let text = end;
	for (let rest = count; rest > 0 || text === end; rest = Math.floor(rest / 16))
		text = "abcdfghjklmnprtv"[rest % 16] + text;
	return text;
}

/** Where it happens: the server behind its wire, the people, and what they know of. */
export class Stage {
	/** for what none of the people decides */
	readonly dice: Dice;
	readonly wire: Wire;
	readonly host: Host;
	readonly operator: ClickClack;
	readonly people: Person[] = [];
	/** the owner once more, with a session for keeping order */
	warden = undefined as unknown as Person;
	workspace_id = "";
	/** the beginning of every cursor */
	epoch = "";
	/** #general is the first */
	readonly channels: string[] = [];
	readonly invites: { id: string; token: string; role: string }[] = [];
	/** what was sent and got no answer: it is sent again when all is quiet */
	unanswered: (() => Promise<unknown>)[] = [];
	/** since all was last quiet */
	history: Entry[] = [];
	/** the word that all have in common who speak now */
	wave = "";
	#waves = 0;
	#count = 0;
	readonly #recent: Recent[] = [];

	constructor(dice: Dice, wire: Wire, host: Host) {
		this.dice = dice;
		this.wire = wire;
		this.host = host;
		this.operator = new ClickClack({ baseUrl: wire.url, token: admin_token });
	}

	get owner(): Person {
		return this.people[0]!;
	}

	/** The workspace's object. */
	get tag(): string {
		return this.workspace_id.slice(14, 22);
	}

	write(entry: Entry): void {
		this.history.push(entry);
	}

	fault(what: string): void {
		this.write({ kind: "fault", at: Date.now(), what });
	}

	nextWave(): void {
		this.wave = letters(this.#waves++, "wq");
	}

	word = (): string => letters(this.#count++, "x");
	nonce = (): string => `n-${this.#count++}`;
	/** What all say, what nobody else says, and now and then a name. */
	body = (me: Person): string =>
		`${this.wave} ${this.word()}${me.dice.chance(0.15) ? ` @${this.anybody(me).handle}` : ""}`;

	anybody = (me: Person): Person => me.dice.of(this.people)!;
	missing = (me: Person): Person | undefined => me.dice.of(this.people.filter(({ standing }) => standing === "out"));
	anyChannel = (me: Person): string | undefined => me.dice.of(this.channels);

	/** One that they know of; now and then any. */
	channelOf(me: Person): string | undefined {
		const known = [...(me.ears[0]?.projection?.conversations.values() ?? [])].filter((channel) => channel.is_member);
		if (known.length === 0 || me.dice.chance(0.03)) return this.anyChannel(me);
		return me.dice.of(known)!.id;
	}

	/** The last place in a channel, as they know it. */
	head = (me: Person, channel: string): number => me.ears[0]?.projection?.conversations.get(channel)?.last_seq ?? 0;

	remember(message: Recent): void {
		this.#recent.push(message);
		if (this.#recent.length > reach) this.#recent.shift();
	}

	/** A message in reach; mostly one in a channel that they know of. */
	recent(me: Person, fits: (message: Recent) => boolean = () => true): Recent | undefined {
		const known = me.ears[0]?.projection?.conversations;
		const isForeign = me.dice.chance(0.03);
		return me.dice.of(this.#recent.filter((one) => fits(one) && (isForeign || known?.has(one.channel))));
	}
}
