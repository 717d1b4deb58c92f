import type { DurableEvent, EphemeralEvent, Role } from "@clickclack/sdk";
import type { Fact } from "../acts/act.ts";

type Maybe<T> = { [Key in keyof T]?: T[Key] | undefined };
interface Timed {
	at: number;
}

/** Something that somebody asked for. */
export interface Act extends Timed {
	kind: "act";
	until: number;
	name: string;
	who: string;
	session: string;
	/** how often it was asked for until there was an answer */
	attempts?: number;
	/** `unknown`: no answer, so it may have been done */
	outcome: "done" | "refused" | "unknown";
	code?: string;
	/** rows that it may have written: by key */
	may: string[];
	/** rows that its answer told of */
	told: { num: number; key: string }[];
	fact?: Fact | undefined;
}

/** A row of the log, as it is on disk. */
export interface Row extends Timed, Maybe<Record<"channel" | "user" | "message" | "root" | "nonce" | "emoji", string>> {
	kind: "row";
	num: number;
	type: DurableEvent["type"];
	key: string;
	seq?: number | undefined;
	role?: Role | undefined;
}

/** What came in on a socket and is not kept. */
export interface Ephemeral extends Timed {
	kind: "ephemeral";
	/** when the server says that it was said */
	said: number;
	socket: string;
	type: EphemeralEvent["type"];
	user: string;
	channel?: string | undefined;
	status?: string | undefined;
}

type Who = { user: string; session: string };

/** What clients met, by kind. Everything after `num` is what a socket or a client asks for. */
interface Met {
	connected: Who & { socket: string; num: number };
	/** an event as it came in on a socket, before the client sifts what comes */
	received: { socket: string; num: number; key: string };
	/** an event that the client hands on */
	heard: { client: string; num: number; key: string };
	opened: Who & { client: string; num: number; how: "began" | "resynced" | "goes on" };
	/** the server's word, or `closed` for ours */
	ended: { client: string; code: string };
	fault: { what: string };
	/** what was true when the history began: see state.ts */
	base: { what: string; value: string | number | undefined };
}

/** What a reader found when all was quiet again. */
interface Found {
	channel: { channel: string; isPublic: boolean };
	listed: { timeline: string; seq: number; message: string; nonce: string; body: string };
	window: { timeline: string; after: number };
	undelivered: { client: string; num: number };
	asked: { user: string; num: number };
	told: { user: string; num: number; key: string };
	counted: { user: string; channel: string; unread: number; mentions: number };
	mention: { user: string; channel: string; seq: number; message: string; isEdited: boolean };
	searched: { user: string; word: string; found: string[] };
	live: { message: string; channel: string; word: string };
	projected: { client: string };
	compared: { client: string; what: string };
	kept: { nonce: string; message: string };
	named: { user: string; name: string };
	invite: { invite: string; isWithdrawn: boolean };
}

type Kinds = Met & Found;
type Other = { [Kind in keyof Kinds]: { kind: Kind } & Timed & Kinds[Kind] }[keyof Kinds];

/**
 * What happened, as those who took part saw it, one entry a thing. Every check is a function of such a history and of
 * nothing else, so a history can be cut down until it shows just what is wrong. `at` is in ms; all share one clock.
 */
export type Entry = Act | Row | Ephemeral | Other;
export type History = readonly Entry[];
export type Of<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

/** The names under which state.ts keeps what the log adds up to. */
export const the = {
	/** role, or "out", and the role with which they come back */
	person: (user = "") => `person ${user}`,
	/** of one who is in it, where it ended when they came */
	place: (channel = "", user = "") => `in ${channel} ${user}`,
	/** how far they have read, whether they are in it or not */
	position: (channel = "", user = "") => `read ${channel} ${user}`,
	/** the last place in a channel */
	head: (channel = "") => `head ${channel}`,
	erased: (message = "") => `erased ${message}`,
	/** who was in it stays noted */
	dropped: (channel = "") => `dropped ${channel}`,
	reaction: (message = "", emoji = "", user = "") => `reaction ${message} ${emoji} ${user}`,
};

export function entries<K extends Entry["kind"]>(history: History, kind: K): Of<K>[] {
	return history.filter((entry): entry is Of<K> => entry.kind === kind);
}

/** The person, or the session, that a fact is about. */
export function whomOf(fact: Fact | undefined): string | undefined {
	if (!fact) return undefined;
	if ("session" in fact) return fact.session;
	return "user" in fact ? fact.user : undefined;
}

export interface Violation {
	rule: string;
	what: string;
	/** the ids, keys and numbers that it is about */
	about: (string | number)[];
}

export type Check = (history: History) => Violation[];
