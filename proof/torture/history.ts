import type { DurableEvent, EphemeralEvent, Role } from "@clickclack/sdk";
import type { Fact } from "./facts.ts";

/*
 * What happened, as those who took part saw it, one entry a thing. Every check is a function of such a history and of
 * nothing else, so a history can be cut down until it shows just what is wrong. `at` is in ms; all share one clock.
 */

/** Something that somebody asked for. */
export interface Act {
	kind: "act";
	at: number;
	until: number;
	name: string;
	who: string;
	session: string;
	/** how often it was asked for until there was an answer */
	attempts?: number;
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
	emoji?: string | undefined;
	role?: Role | undefined;
}

/** An ear has a socket from here on: the server is asked for everything after `num`. */
export interface Dialled {
	kind: "dialled";
	at: number;
	socket: string;
	user: string;
	session: string;
	num: number;
}

/** An event as it came in on a socket, before the client sifts what comes. */
export type Got = { kind: "got"; at: number; socket: string; num: number; key: string };

/** What is not kept, as it came in on a socket. */
export interface Whisper {
	kind: "whisper";
	at: number;
	/** when the server says that it was said */
	said: number;
	socket: string;
	type: EphemeralEvent["type"];
	user: string;
	/** of typing */
	channel?: string | undefined;
	/** of presence */
	status?: string | undefined;
}

/** An event that the client hands on. */
export interface Heard {
	kind: "heard";
	at: number;
	ear: string;
	num: number;
	key: string;
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
	| { kind: "head"; at: number; timeline: string; seq: number }
	| { kind: "erased"; at: number; message: string }
	| { kind: "dropped"; at: number; channel: string }
	| { kind: "reaction"; at: number; message: string; emoji: string; user: string };

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
	| { kind: "folded"; at: number; ear: string }
	| { kind: "compared"; at: number; ear: string; path: string; projected: string; fetched: string }
	| { kind: "kept"; at: number; nonce: string; message: string }
	| { kind: "named"; at: number; user: string; name: string }
	| { kind: "invite"; at: number; invite: string; isWithdrawn: boolean }
	| { kind: "fault"; at: number; what: string };

export type Entry = Act | Row | Dialled | Got | Whisper | Heard | Opened | Ended | Base | Found;
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
