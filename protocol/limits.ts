import { ChatError } from "./errors.ts";

/** How many at once, and how many a minute. */
export interface Rate {
	burst: number;
	per_minute: number;
}

interface Limit {
	/** for one network address, in one isolate: coarse, and wide enough for an office behind one router */
	address: Rate;
	/** for one person in one workspace, or at the Directory: exact while that object is awake */
	person?: Rate;
	/** weighed: reading this much of the database counts as one more request of the person */
	one_more_for?: { rows: number; characters: number };
}

/** The default rate limits; the setting LIMITS overrides them. `operator` counts wrong tokens only. */
export const limits = {
	// of a person: their messages on sockets, of which each 8 KiB count as one more. They are parsed by the workspace's
	// object, so what may come at once delays everybody: 500 short ones or 15 of the longest, each about 50 ms of work.
	any: {
		address: { burst: 2_000, per_minute: 12_000 },
		person: { burst: 500, per_minute: 12_000 },
		one_more_for: { rows: 1_000, characters: 8_192 },
	},
	signIn: { address: { burst: 30, per_minute: 60 } },
	operator: { address: { burst: 30, per_minute: 60 } },
	// preview and accept, for a whole class behind one router
	invite: { person: { burst: 20, per_minute: 10 }, address: { burst: 300, per_minute: 120 } },
	create_workspace: { person: { burst: 10, per_minute: 1 }, address: { burst: 30, per_minute: 30 } },
	send: { person: { burst: 60, per_minute: 600 }, address: { burst: 600, per_minute: 6_000 } },
	change: { person: { burst: 120, per_minute: 600 }, address: { burst: 600, per_minute: 6_000 } },
	profile: { person: { burst: 30, per_minute: 30 }, address: { burst: 300, per_minute: 600 } },
	// counted when one begins: what it has to carry is bounded by the quota
	upload: { person: { burst: 30, per_minute: 120 }, address: { burst: 300, per_minute: 1_200 } },
	// one is counted when it begins, and each of its pages: up to 1,000 rows, and about 10 ms of a workspace's time
	export: { person: { burst: 100, per_minute: 600 }, address: { burst: 60, per_minute: 60 } },
	signal: { person: { burst: 20, per_minute: 300 }, address: { burst: 600, per_minute: 6_000 } },
	// weighed too: a match among ordinary messages counts as one and a half, a page of the longest ones as 16
	search: {
		person: { burst: 20, per_minute: 300 },
		address: { burst: 400, per_minute: 3_000 },
		one_more_for: { rows: 10_000, characters: 131_072 },
	},
	/*
	 * Weighed: a read costs 1 and its share of the database. Opening the app costs about twenty, a page of 200 ordinary
	 * messages five, the longest possible page twenty. So a person may read a history of 80,000 messages at once, and after
	 * that 200,000 messages or 80 MB a minute: about a tenth of a workspace's time.
	 */
	read: {
		person: { burst: 2_000, per_minute: 6_000 },
		address: { burst: 1_500, per_minute: 9_000 },
		one_more_for: { rows: 1_000, characters: 16_384 },
	},
	socket: { person: { burst: 60, per_minute: 60 }, address: { burst: 600, per_minute: 3_000 } },
} satisfies Record<string, Limit>;
export type Limits = typeof limits;
export type LimitName = keyof Limits;

/** How many people may be in a direct conversation. */
export const max_people = 32;
/** How many direct conversations one page lists. */
export const max_directs_page = 500;

/** How many channels new members join. */
export const max_default_channels = 20;

/** How many sections a person may have in a sidebar, and how many conversations in them. */
export const max_sidebar_sections = 50;
export const max_sidebar_ids = 500;

/** How many read positions one request sets. */
export const max_positions = 500;

/** How many options a poll may have. */
export const max_options = 10;
/** How long a poll may be open before it closes by itself. */
export const max_poll_days = 366;
/** How many files a message may have. */
export const max_attachments = 10;
/** How many words of their own call one person. */
export const max_keywords = 20;

/** How many different handles of one message are looked up, the first ones. */
export const max_mentions = 100;
/** How many groups of one message are looked up. */
export const max_groups_called = 10;
/** How many people the groups in a reply may call: each follows the thread from then on. */
export const max_group_in_thread = 100;

/** The rate for a person, where a limit has one. */
export const personalRate = (current: Limits, name: LimitName): Rate | undefined => (current[name] as Limit).person;

/** The cost beyond the 1 of every request: 0 for limits that are not weighed. */
export function costOf(
	current: Limits,
	name: LimitName,
	{ rows, characters }: { rows: number; characters: number },
): number {
	const { one_more_for }: Limit = current[name];
	return one_more_for ? rows / one_more_for.rows + characters / one_more_for.characters : 0;
}

/** @param retry_after whole seconds */
export const tooFast = (retry_after: number): ChatError =>
	new ChatError("rate_limited", `too much at once: try again in ${retry_after} s`, retry_after);
