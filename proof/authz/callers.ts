import { createHmac } from "node:crypto";
import type { Role } from "@clickclack/protocol";
import { admin_token } from "../../test/server.ts";
import { type Account, bearer } from "../site.ts";
import type { Environment } from "./environment.ts";
import type { Target } from "./places.ts";

export type Headers = Record<string, string>;
type Named = [name: string, headers: Headers];

/** By itself, as a page of another site would make a browser send it. */
const bareCookie = (token: string): Headers => ({ cookie: `cc_session=${token}` });
const cookie = (token: string): Headers => ({ ...bareCookie(token), "x-clickclack-csrf": "1" });

const key_of_ours = Buffer.alloc(32, 7);

interface Claims {
	key_id: string;
	user_id: string;
	session_id: string;
	issued_at: string;
	expires_at: string;
}

/** `token` with other claims, under its old signature or one that we made ourselves. */
function forged(token: string, change: Partial<Claims>, isResigned: boolean): string {
	const [, payload, signature] = /^sst_(.+)\.(.+)$/.exec(token)!;
	const claims = JSON.parse(Buffer.from(payload!, "base64url").toString()) as Claims;
	const altered = Buffer.from(JSON.stringify({ ...claims, ...change })).toString("base64url");
	const seal = createHmac("sha256", key_of_ours).update(altered).digest("base64url");
	return `sst_${altered}.${isResigned ? seal : signature}`;
}

/** One letter of the signature is another. */
function flipped(token: string): string {
	const middle = token.length - 20;
	return token.slice(0, middle) + (token[middle] === "A" ? "B" : "A") + token.slice(middle + 1);
}

const written = (token: string): Named[] => [
	["nobody", {}],
	["no token", { authorization: "Bearer" }],
	["no scheme", { authorization: token }],
	["another scheme", { authorization: `Basic ${Buffer.from(`owner:${token}`).toString("base64")}` }],
	["nonsense", bearer("owner")],
	["cut off", bearer(token.slice(0, -1))],
	["another prefix", bearer(token.replace("sst_", "ccb_"))],
	["another signature", bearer(flipped(token))],
	["no signature", bearer(token.replace(/\..+$/, "."))],
	["very long", bearer(`sst_${"A".repeat(8_000)}.${"A".repeat(43)}`)],
];

function claimed({ owner, member }: Environment["people"]): Named[] {
	const later = { expires_at: new Date(Date.now() + 90 * 86_400_000).toISOString() };
	return [
		["another's name", bearer(forged(member.token, { user_id: owner.id }, false))],
		["a later end", bearer(forged(owner.token, later, false))],
		["a key of our own", bearer(forged(owner.token, {}, true))],
		["an unknown key", bearer(forged(owner.token, { key_id: "AAAAAAAA" }, true))],
	];
}

const givenForOther = (tokens: Environment["tokens"]): Named[] => [
	["expired session", bearer(tokens.expired_session)],
	["expired and never used", bearer(tokens.expired_unused)],
	["foreign token", bearer(tokens.foreign)],
	["sign-in link", bearer(tokens.unused_link)],
	["expired invite", bearer(tokens.expired_invite)],
];

/** The first that is there decides. */
const several = ({ token, id }: Environment["people"]["owner"]): Named[] => [
	["bad bearer, good cookie", { ...bearer(flipped(token)), ...cookie(token) }],
	["bad bearer, user named", { ...bearer(flipped(token)), "x-clickclack-user": id }],
	["bad cookie", cookie(flipped(token))],
	["two cookies", { cookie: `cc_session=${token}; cc_session=${token}`, "x-clickclack-csrf": "1" }],
];

/** Headers that ought to be worth nothing, though some come near to those of the owner. */
const badCredentials = ({ people, tokens }: Environment): Named[] => [
	...written(people.owner.token),
	...claimed(people),
	...givenForOther(tokens),
	...several(people.owner),
];

/** Somebody who calls, and all that the server may take into account about them. */
export interface Caller {
	name: string;
	headers: Headers;
	/** what their credential is worth */
	is: "nobody" | "operator" | "signed out" | "person";
	/** of a person: with it they get a session that they may lose, */
	email?: string;
	/** and this is how they present it */
	carry?: (token: string) => Headers;
	/** in the workspace that is asked about; without one they are not in it */
	role?: Role;
	restriction?: "blocked" | "timed out";
	/** what is there for them */
	sees: readonly Target[];
	/** what is there is theirs */
	isAuthor?: true;
	/** by cookie, as a page of another site would make a browser send it */
	isForged?: true;
}

const members = ["here", "public"] as const;
const inRoom = ["here", "public", "room"] as const;

type Rest = Omit<Caller, "name" | "headers" | "is" | "email">;

const person = (name: string, { token, email }: Account, { carry = bearer, ...rest }: Rest): Caller => {
	return { name, headers: carry(token), is: "person", email, carry, ...rest };
};

const welcome = ({ people }: Environment): Caller[] => [
	person("owner", people.owner, { role: "owner", sees: inRoom }),
	person("moderator", people.moderator, { role: "moderator", sees: inRoom }),
	person("author", people.author, { role: "member", sees: [...inRoom, "closed"], isAuthor: true }),
	person("member", people.member, { role: "member", sees: inRoom }),
	person("outsider", people.outsider, { role: "member", sees: members }),
	person("guest", people.guest, { role: "guest", sees: ["here", "room"] }),
	person("owner by cookie", people.owner, { role: "owner", sees: inRoom, carry: cookie }),
	person("forged cookie", people.owner, { role: "owner", sees: inRoom, carry: bareCookie, isForged: true }),
];

const restricted = ({ people }: Environment): Caller[] => [
	person("blocked", people.blocked, { role: "member", sees: inRoom, restriction: "blocked" }),
	person("blocked moderator", people.disgraced, { role: "moderator", sees: inRoom, restriction: "blocked" }),
	person("timed out", people.timedOut, { role: "member", sees: inRoom, restriction: "timed out" }),
	person("timed out before", people.timedOutBefore, { role: "member", sees: inRoom }),
	person("just taken off the room", people.evicted, { role: "member", sees: members }),
	person("removed", people.removed, { sees: [] }),
	person("foreign owner", people.foreigner, { sees: [] }),
];

function signedOut(name: string, { token }: Account): Caller {
	return { name, headers: bearer(token), is: "signed out", role: "member", sees: inRoom };
}

/** Every kind of caller that there is. A new one, bots among them, is one entry here. */
export const callers = (env: Environment): Caller[] => [
	...welcome(env),
	...restricted(env),
	signedOut("signed out", env.people.signedOut),
	signedOut("signed out while listening", env.people.hungUp),
	{ name: "operator", headers: bearer(admin_token), is: "operator", sees: [] },
	...badCredentials(env).map(([name, headers]) => ({ name, headers, is: "nobody" as const, sees: [] })),
];
