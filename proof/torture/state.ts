import type { Role } from "@clickclack/sdk";
import { type Base, type History, type Row, entries } from "./history.ts";

/** Somebody as the log has them. */
interface Standing {
	role: Role;
	isMember: boolean;
	/** what they come back as */
	home: Role;
}

const pair = (channel: string, user: string): string => `${channel} ${user}`;

/** What the log adds up to, worked out row by row and in the plainest way: who is where, and has read how far. */
export class State {
	readonly people = new Map<string, Standing>();
	/** of those who are in a channel, how far they have read */
	readonly positions = new Map<string, number>();
	/** the last place in each channel */
	readonly heads = new Map<string, number>();

	/** Where a history begins. */
	static before(history: History): State {
		const state = new State();
		for (const { user, role, isMember, home } of entries(history, "person"))
			state.people.set(user, { role, isMember, home });
		for (const { channel, user, position } of entries(history, "member"))
			state.positions.set(pair(channel, user), position);
		for (const { timeline, seq } of entries(history, "head")) state.heads.set(timeline, seq);
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
		return [...people, ...members, ...heads];
	}

	isIn(channel: string, user: string): boolean {
		return this.positions.has(pair(channel, user));
	}

	position(channel: string, user: string): number | undefined {
		return this.positions.get(pair(channel, user));
	}

	apply(row: Row): void {
		const { type, channel = "", user = "", seq = 0 } = row;
		const person = this.people.get(user);
		const here = pair(channel, user);
		switch (type) {
			case "channel.member_joined":
				return void this.positions.set(here, seq);
			case "channel.member_left":
				return void this.positions.delete(here);
			case "message.created":
				this.heads.set(channel, seq);
				return this.#read(here, seq);
			case "channel.read":
				return this.#read(here, seq);
			case "member.joined":
				return person && void this.people.set(user, { ...person, isMember: true, role: person.home });
			case "member.left":
				return person && void this.people.set(user, { ...person, isMember: false });
			case "member.moderation_updated":
				return person && void this.people.set(user, { ...person, role: row.role ?? person.role });
			default:
		}
	}

	#read(here: string, seq: number): void {
		const position = this.positions.get(here);
		if (position !== undefined && position < seq) this.positions.set(here, seq);
	}
}
