import type { Role } from "@clickclack/sdk";
import { type Base, type History, type Row, entries } from "./history.ts";

/** Somebody as the log has them. */
interface Standing {
	role: Role;
	isMember: boolean;
	/** what they come back as */
	home: Role;
}

/** Whose reaction to what: a row of the log, or what was there to begin with. */
type Reaction = Partial<Record<"message" | "emoji" | "user", string | undefined>>;

const pair = (channel: string, user: string): string => `${channel} ${user}`;

/** What the log adds up to, worked out row by row and in the plainest way: who is where, and has read how far. */
export class State {
	readonly people = new Map<string, Standing>();
	/** of those who are in a channel, how far they have read */
	readonly positions = new Map<string, number>();
	/** the last place in each channel */
	readonly heads = new Map<string, number>();
	/** messages that were deleted */
	readonly erased = new Set<string>();
	/** channels that were deleted; who was in them stays noted */
	readonly dropped = new Set<string>();
	/** of each message, who has reacted how */
	readonly #reactions = new Map<string, Set<string>>();

	/** Where a history begins. */
	static before(history: History): State {
		const state = new State();
		for (const { user, role, isMember, home } of entries(history, "person"))
			state.people.set(user, { role, isMember, home });
		for (const { channel, user, position } of entries(history, "member"))
			state.positions.set(pair(channel, user), position);
		for (const { timeline, seq } of entries(history, "head")) state.heads.set(timeline, seq);
		for (const { message } of entries(history, "erased")) state.erased.add(message);
		for (const { channel } of entries(history, "dropped")) state.dropped.add(channel);
		for (const reaction of entries(history, "reaction")) state.react(reaction);
		return state;
	}

	/** For the history that begins now. */
	base(at: number): Base[] {
		const people = [...this.people].map(([user, standing]) => ({ kind: "person" as const, at, user, ...standing }));
		const members = [...this.positions].map(([key, position]) => {
			const [channel = "", user = ""] = key.split(" ");
			return { kind: "member" as const, at, channel, user, position };
		});
		const heads = [...this.heads].map(([timeline, seq]) => ({ kind: "head" as const, at, timeline, seq }));
		const erased = [...this.erased].map((message) => ({ kind: "erased" as const, at, message }));
		const dropped = [...this.dropped].map((channel) => ({ kind: "dropped" as const, at, channel }));
		const reactions = [...this.#reactions].flatMap(([message, all]) =>
			[...all].map((one) => {
				const [emoji = "", user = ""] = one.split(" ");
				return { kind: "reaction" as const, at, message, emoji, user };
			}),
		);
		return [...people, ...members, ...heads, ...erased, ...dropped, ...reactions];
	}

	isIn(channel: string, user: string): boolean {
		return this.positions.has(pair(channel, user));
	}

	position(channel: string, user: string): number | undefined {
		return this.positions.get(pair(channel, user));
	}

	hasReacted({ message = "", emoji = "", user = "" }: Reaction): boolean {
		return this.#reactions.get(message)?.has(pair(emoji, user)) ?? false;
	}

	react({ message = "", emoji = "", user = "" }: Reaction): void {
		this.#reactions.set(message, (this.#reactions.get(message) ?? new Set()).add(pair(emoji, user)));
	}

	unreact({ message = "", emoji = "", user = "" }: Reaction): void {
		this.#reactions.get(message)?.delete(pair(emoji, user));
	}

	erase(message: string): void {
		this.erased.add(message);
		this.#reactions.delete(message);
	}

	/** Says what is different about somebody who is known here. */
	change(user: string, change: Partial<Standing>): void {
		const person = this.people.get(user);
		if (person) this.people.set(user, { ...person, ...change });
	}

	apply(row: Row): void {
		effects[row.type](this, row);
	}

	enter({ channel = "", user = "", seq = 0 }: Row): void {
		this.positions.set(pair(channel, user), seq);
	}

	exit({ channel = "", user = "" }: Row): void {
		this.positions.delete(pair(channel, user));
	}

	read({ channel = "", user = "", seq = 0 }: Row): void {
		const position = this.position(channel, user);
		if (position !== undefined && position < seq) this.positions.set(pair(channel, user), seq);
	}
}

const nothing = (): void => {};

/** What each kind of event changes here: one that is new has to say so. */
const effects: Record<Row["type"], (state: State, row: Row) => void> = {
	"message.created": (state, row) => {
		state.heads.set(row.channel ?? "", row.seq ?? 0);
		state.read(row);
	},
	"message.updated": nothing,
	"message.deleted": (state, { message = "" }) => state.erase(message),
	"thread.reply_created": nothing,
	"thread.state_updated": nothing,
	"reaction.added": (state, row) => state.react(row),
	"reaction.removed": (state, row) => state.unreact(row),
	"channel.created": nothing,
	"channel.updated": nothing,
	"channel.deleted": (state, { channel = "" }) => void state.dropped.add(channel),
	"channel.member_joined": (state, row) => state.enter(row),
	"channel.member_left": (state, row) => state.exit(row),
	"channel.read": (state, row) => state.read(row),
	"member.joined": (state, { user = "" }) => {
		state.change(user, { isMember: true, role: state.people.get(user)?.home ?? "member" });
	},
	"member.updated": nothing,
	"member.left": (state, { user = "" }) => state.change(user, { isMember: false }),
	"member.moderation_updated": (state, { user = "", role }) => state.change(user, { ...(role && { role }) }),
	"workspace.updated": nothing,
};
