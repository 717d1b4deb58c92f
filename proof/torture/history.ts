import type { DurableEvent, Role } from "@clickclack/sdk";

/*
 * What happened, as those who took part saw it, one entry a thing. Every check is a function of such a history and of
 * nothing else, so a history can be cut down until it shows just what is wrong. `at` is in ms; all share one clock.
 */

/** What is true once an act is done. */
export type Fact =
	| { is: "sent"; nonce: string; message: string; timeline: string; seq: number; body: string }
	| { is: "in" | "out"; channel: string; user: string }
	| { is: "read"; channel: string; user: string; seq: number }
	| { is: "changed"; message: string; body: string }
	| { is: "gone" | "back" | "blocked" | "free"; user: string }
	| { is: "ended"; session: string }
	| { is: "named"; user: string; name: string }
	| { is: "invited" | "withdrawn"; invite: string }
	| { is: "moderated"; user: string };

/** The person, or the session, that a fact is about. */
export function whomOf(fact: Fact | undefined): string | undefined {
	if (!fact) return undefined;
	if ("session" in fact) return fact.session;
	return "user" in fact ? fact.user : undefined;
}

/** Something that somebody asked for. */
export interface Act {
	kind: "act";
	at: number;
	until: number;
	name: string;
	who: string;
	session: string;
	/** `unknown`: no answer, so it may have been done */
	outcome: "done" | "refused" | "unknown";
	/** of a refusal */
	code?: string;
	/** rows that it may have written: by key */
	may: string[];
	/** rows that its answer told of */
	told: { num: number; key: string }[];
	fact?: Fact | undefined;
}

/** A row of the log, as it is on disk. */
export interface Row {
	kind: "row";
	at: number;
	num: number;
	type: DurableEvent["type"];
	key: string;
	channel?: string | undefined;
	seq?: number | undefined;
	user?: string | undefined;
	message?: string | undefined;
	root?: string | undefined;
	nonce?: string | undefined;
	role?: Role | undefined;
}

/** An event that came in on a socket. */
export interface Heard {
	kind: "heard";
	at: number;
	ear: string;
	num: number;
	key: string;
}

/** Somebody typing, as it came in on a socket. */
export interface Whisper {
	kind: "whisper";
	at: number;
	ear: string;
	channel: string;
	user: string;
}

/** An ear hears from here on: everything after `num`. */
export interface Opened {
	kind: "opened";
	at: number;
	ear: string;
	user: string;
	session: string;
	num: number;
	how: "began" | "resynced" | "goes on";
}

/** An ear hears no more: the server's word, or `hung up` for ours. */
export interface Ended {
	kind: "ended";
	at: number;
	ear: string;
	code: string;
}

/** What was true when the history began. */
export type Base =
	| { kind: "person"; at: number; user: string; role: Role; isMember: boolean; home: Role }
	| { kind: "member"; at: number; channel: string; user: string; position: number }
	| { kind: "head"; at: number; timeline: string; seq: number };

/** What a reader found when all was quiet again. */
export type Found =
	| { kind: "channel"; at: number; channel: string; isPublic: boolean; name: string }
	| { kind: "listed"; at: number; timeline: string; seq: number; message: string; nonce: string; body: string }
	| { kind: "window"; at: number; timeline: string; after: number }
	| { kind: "silent"; at: number; ear: string; num: number }
	| { kind: "told"; at: number; user: string; num: number; key: string }
	| { kind: "asked"; at: number; user: string; num: number }
	| { kind: "counted"; at: number; user: string; channel: string; unread: number; mentions: number }
	| { kind: "mention"; at: number; user: string; channel: string; seq: number; message: string }
	| { kind: "searched"; at: number; user: string; word: string; found: string[] }
	| { kind: "live"; at: number; message: string; channel: string; word: string }
	| { kind: "compared"; at: number; ear: string; path: string; projected: string; fetched: string }
	| { kind: "kept"; at: number; nonce: string; message: string }
	| { kind: "named"; at: number; user: string; name: string }
	| { kind: "invite"; at: number; invite: string; isWithdrawn: boolean }
	| { kind: "fault"; at: number; what: string };

export type Entry = Act | Row | Heard | Whisper | Opened | Ended | Base | Found;
export type History = readonly Entry[];
export type Of<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

export function entries<K extends Entry["kind"]>(history: History, kind: K): Of<K>[] {
	return history.filter((entry): entry is Of<K> => entry.kind === kind);
}

/** Something that may not be. */
export interface Violation {
	rule: string;
	what: string;
	/** the ids, keys and numbers that it is about */
	about: (string | number)[];
}

export type Check = (history: History) => Violation[];
