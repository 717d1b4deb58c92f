import type { Role } from "@clickclack/sdk";
import type { Act, Base, Entry, Found, Row } from "./history.ts";
import { type Ids, keyOf } from "./keys.ts";

/*
 * Histories by hand, for tests. Second n is the time of row n; what is not said is what it mostly is. There are ann, who
 * does things, bob, who watches, and #den, which is public.
 */

const second = 1_000;

export const person = (user: string, isMember = true, role: Role = "member"): Base => {
	return { kind: "person", at: 0, user, role, isMember, home: role };
};
export const member = (user: string, channel = "den", position = 0): Base => {
	return { kind: "member", at: 0, channel, user, position };
};
export const channel = (name: string, isPublic = true): Found => {
	return { kind: "channel", at: 0, channel: name, isPublic, name };
};

type InRow = Partial<Omit<Row, "kind" | "at" | "num" | "type" | "key">>;

/** In #den, unless it says where; where it is about no channel that is undefined. */
export function row(num: number, type: Row["type"], about: InRow = {}): Row {
	const all: InRow = { channel: "den", ...about };
	const { user: user_id, message: message_id, root: root_message_id, nonce, emoji } = all;
	const payload = Object.fromEntries(
		Object.entries({ user_id, message_id, root_message_id, nonce, emoji }).filter(([, id]) => id !== undefined),
	) as Ids;
	return { kind: "row", at: num * second, num, type, key: keyOf({ type, channel_id: all.channel, payload }), ...all };
}

/** Something that ann did in that second. */
export function act(when: number, name: string, is: Partial<Act> = {}): Act {
	const [at, until] = [when * second - 100, when * second + 100];
	const nothing = { may: [], told: [], outcome: "done" as const };
	return { kind: "act", at, until, name, who: "ann", session: "s-ann", ...nothing, ...is };
}

/** Bob listens from the beginning on, by one socket. */
export const listens: Entry[] = [
	{ kind: "opened", at: 0, ear: "bob/single", user: "bob", session: "s-bob", num: 0, how: "began" },
	{ kind: "dialled", at: 0, socket: "bob/single#1", user: "bob", session: "s-bob", num: 0 },
];

/** What comes in on bob's socket half a second after it was written. */
export const got = ({ num, key }: Row): Entry => {
	return { kind: "got", at: (num + 0.5) * second, socket: "bob/single#1", num, key };
};
/** … and is handed on. */
export const heard = ({ num, key }: Row): Entry => {
	return { kind: "heard", at: (num + 0.5) * second, ear: "bob/single", num, key };
};

/** Bob's socket hears ann, who types in #den or is away. */
export const typing = (when: number, user = "ann"): Entry => {
	const [said, at] = [when * second, when * second + 5];
	return { kind: "whisper", at, said, socket: "bob/single#1", type: "typing.started", user, channel: "den" };
};
export const away = (when: number, user = "ann"): Entry => {
	const [said, at] = [when * second, when * second + 5];
	return { kind: "whisper", at, said, socket: "bob/single#1", type: "presence.changed", user, status: "away" };
};

export const begin: Entry[] = [person("ann"), person("bob"), member("ann"), member("bob"), channel("den")];
