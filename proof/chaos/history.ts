import type { DurableEvent, EphemeralEvent, Role } from "@clickclack/sdk";
import type { Fact } from "../acts/act.ts";
import type { Log } from "./log.ts";

/** What an event is about, as far as it matters here. */
export type About = {
	[K in "channel" | "user" | "message" | "root" | "nonce" | "emoji" | "preference" | "state" | "topic"]?:
		| string
		| undefined;
};

interface Unread {
	unread: number;
	mentions: number;
}

type Who = { user: string; session: string };

/** What may be in a history, by kind. Where somebody listens, everything after `num` is what they ask for. */
interface Kinds {
	/** something that somebody asked for */
	act: {
		until: number;
		name: string;
		who: string;
		session: string;
		/** how often it was asked for until there was an answer */
		attempts: number;
		/** `unknown`: no answer, so it may have been done */
		outcome: "done" | "refused" | "unknown";
		code?: string;
		/** rows that it may have written: by key */
		may: string[];
		/** rows that its answer told of */
		told: { num: number; key: string }[];
		fact?: Fact | undefined;
	};
	/** a row of the log, as it is on disk */
	row: About & {
		num: number;
		type: DurableEvent["type"];
		key: string;
		seq?: number | undefined;
		role?: Role | undefined;
	};
	/** what was so when the history began, by the key of what brings it about: see log.ts */
	base: { what: string; value: string | number | undefined };

	connected: Who & { socket: string; num: number };
	/** an event as it came in on a socket, before the client sifts what comes */
	received: { socket: string; num: number; key: string };
	/** what came in on a socket and is not kept; `said`: when the server says that it was */
	ephemeral: { said: number; socket: string; type: EphemeralEvent["type"]; user: string } & {
		[K in "channel" | "status"]?: string | undefined;
	};
	opened: Who & { client: string; num: number };
	/** an event that the client hands on */
	delivered: { client: string; num: number; key: string };
	/** the server's word, or `closed` for ours */
	ended: { client: string; code: string };

	// what was found when all was quiet again
	channel: { channel: string; isPublic: boolean; members?: string[] | undefined };
	window: { timeline: string; after: number };
	listed: { timeline: string; seq: number; message: string; nonce: string; body: string };
	undelivered: { client: string; num: number };
	/** what GET tells of the log after `num` */
	told: { user: string; num: number; nums: number[] };
	/** what somebody is told, and what the messages after their position say */
	counted: { user: string; channel: string; position: number } & Record<"told" | "there", Unread>;
	searched: { user: string; word: string; found: string[] };
	live: { message: string; channel: string; word: string };
	compared: { client: string; differences: string[] };
	kept: { nonce: string; message: string };
	named: { user: string; name: string };
	invite: { invite: string; isWithdrawn: boolean };
}

type Kind = keyof Kinds;
export type Of<K extends Kind> = { kind: K; at: number } & Kinds[K];

/**
 * What happened, as those who took part saw it, one entry a thing. Every check is a function of such a history and of
 * nothing else, so a history can be cut down until it shows just what is wrong. `at` is in ms; all share one clock.
 */
export type Entry = { [K in Kind]: Of<K> }[Kind];
/** One of now, unless it says when. */
export type NewEntry = { [K in Kind]: { kind: K; at?: number } & Kinds[K] }[Kind];
export type History = readonly Entry[];
export type Act = Of<"act">;
export type Row = Of<"row">;

export function entries<K extends Kind>(history: History, kind: K): Of<K>[] {
	return history.filter((entry): entry is Of<K> & Entry => entry.kind === kind);
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

export type Check = (history: History, log: Log) => Iterable<Violation>;
