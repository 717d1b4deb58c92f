/** A text that was not sent, as one tab has left it. */
export interface Draft {
	/** id of its conversation, or of its thread's root message */
	timeline: string;
	tab: string;
	/** ms since 1970, later than that of the copy that it was made of */
	at: number;
	body: string;
}

/** A draft as the server has it, or has told it. */
export interface Told {
	version: number;
	/** empty when it was deleted or sent */
	body: string;
}

/** A text whose saving was never answered: the server may have it, or have had it. */
export interface Sent {
	body: string;
	/** its version, if it arrived, is newer than this */
	after: number;
}

/** What this browser knows of a draft on the server. */
export interface Base extends Told {
	sent: Sent[];
	/** what another device wrote while something else was written here: nothing is saved until I choose */
	other?: Told;
}

/** Different for each edit: what replaces a copy cannot replace a later edit of the same tab. */
export const idOf = ({ timeline, at, tab }: Draft): string => `${timeline} ${at} ${tab}`;

/** As short as it can be and still different for each edit: the server keeps it with the message. */
export const nonceOf = ({ timeline, at, tab }: Draft): string => `${at.toString(36)}-${tab}-${timeline.slice(-6)}`;

export const newestFirst = (copies: Draft[]): Draft[] => copies.toSorted((a, b) => b.at - a.at);

/** The copy that a tab shows: its own, or else the newest. */
export function shownIn(tab: string, copies: Draft[]): Draft | undefined {
	return copies.find((copy) => copy.tab === tab) ?? newestFirst(copies)[0];
}

/** The copy that a tab makes of the one that it shows. */
export const edited = (shown: Draft | undefined, draft: Omit<Draft, "at">, now: number): Draft => ({
	...draft,
	at: Math.max(now, (shown?.at ?? 0) + 1),
});
