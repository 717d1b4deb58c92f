import type { ChannelId, UserId } from "@clickclack/sdk";
import { taggedId } from "../../durable-objects/ids.ts";
import { Prng } from "../../proof/prng.ts";
import type { Database } from "./database.ts";
import { emit } from "./log.ts";
import { Zipf, word } from "./words.ts";

export interface Size {
	messages: number;
	channels: number;
	members: number;
	/** how many channels a member is in, besides the first */
	joined: number;
	/** how many replies have threads that are there from the beginning */
	threads: number[];
}

/** Who calls, with accounts of their own; the others are rows only. */
export interface Cast {
	/** in as many channels as most */
	member: UserId;
	/** in every channel */
	everywhere: UserId;
	/** in one of the smallest channels, and sees no other */
	guest: UserId;
	/** in the eight largest channels: in as many as their like elsewhere */
	peer: UserId;
}

export interface Person {
	user_id: UserId;
	handle: string;
}

/** A channel with those who are in it. */
export interface Room {
	id: ChannelId;
	members: Person[];
}

interface Settled {
	tag: string;
	general: ChannelId;
	cast: Cast;
}

const now = new Date(Date.now() - 2 * 365 * 86_400_000).toISOString();

/** Channels, people, and who is in which; the first channels have the most members. */
export function settle(db: Database, { tag, general, cast }: Settled, size: Size): Room[] {
	const rooms = [{ id: general, members: [] as Person[] }];
	for (let i = 1; i < size.channels; i++) rooms.push({ id: addChannel(db, tag, i), members: [] });
	const people = db.sql<Person>`SELECT user_id, handle FROM members`;
	const called = (id: UserId) => people.find(({ user_id }) => user_id === id)!;
	rooms[0]!.members.push(...people.filter(({ user_id }) => user_id !== cast.guest));
	for (const room of rooms.slice(0, 8)) join(db, room, called(cast.peer));
	const [prng, sizes] = [new Prng("people"), new Zipf(rooms.length)];
	const joinSome = (person: Person) => {
		for (let i = 0; i < size.joined; i++) join(db, rooms[sizes.draw(prng)]!, person);
	};
	for (let i = people.length; i < size.members; i++) {
		const person = addMember(db, i);
		join(db, rooms[0]!, person);
		joinSome(person);
	}
	for (const room of rooms) join(db, room, called(cast.everywhere));
	joinSome(called(cast.member));
	join(db, rooms.at(-2)!, called(cast.member));
	join(db, rooms.at(-1)!, called(cast.guest));
	for (const { id, members } of rooms)
		db.sql`UPDATE conversations SET member_count = ${members.length} WHERE id = ${id}`;
	return rooms;
}

/** Every fifth is private. */
export const isPublic = (i: number): boolean => i % 5 !== 4;

function addChannel(db: Database, tag: string, i: number): ChannelId {
	const id = taggedId("chn", Date.parse(now), tag, i);
	const [kind, topic] = [isPublic(i) ? "public" : "private", i % 2 ? `${word(i)} and ${word(2 * i)}` : null];
	db.sql`INSERT INTO conversations (id, kind, created_at) VALUES (${id}, ${kind}, ${now})`;
	db.sql`INSERT INTO channels (id, name, topic) VALUES (${id}, ${`${word(i)}-${word(3 * i)}`}, ${topic})`;
	emit(db, { type: "channel.created", conversation_id: id, created_at: now, ids: { channel_id: id } });
	return id;
}

function addMember(db: Database, i: number): Person {
	const user_id = taggedId("usr", Date.parse(now), "00000000", i);
	const [name, handle] = [`${word(i)} ${word(2 * i)}`, `${word(i)}-${i}`];
	db.sql`INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		VALUES (${user_id}, 'member', 'human', ${name}, ${name}, ${handle}, ${""}, ${now}, ${now})`;
	emit(db, { type: "member.joined", created_at: now, ids: { user_id } });
	return { user_id, handle };
}

function join(db: Database, { id, members }: Room, person: Person): void {
	const { user_id } = person;
	const joined = db.sql`
		INSERT INTO conversation_members (conversation_id, user_id, joined_at) VALUES (${id}, ${user_id}, ${now}) ON CONFLICT DO NOTHING RETURNING 1`;
	if (joined.length === 0) return;
	members.push(person);
	const ids = { channel_id: id, user_id };
	emit(db, { type: "channel.member_joined", conversation_id: id, seq: 0, created_at: now, ids });
}
