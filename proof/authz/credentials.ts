import { createHmac } from "node:crypto";
import type { Stage } from "./stage.ts";

export type Headers = Record<string, string>;
type Named = [name: string, headers: Headers];

export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
/** By itself, as a page of another site would make a browser send it. */
export const bareCookie = (token: string): Headers => ({ cookie: `cc_session=${token}` });
export const cookie = (token: string): Headers => ({ ...bareCookie(token), "x-clickclack-csrf": "1" });

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

function claimed({ owner, member }: Stage["people"]): Named[] {
	const later = { expires_at: new Date(Date.now() + 90 * 86_400_000).toISOString() };
	return [
		["another's name", bearer(forged(member.token, { user_id: owner.id }, false))],
		["a later end", bearer(forged(owner.token, later, false))],
		["a key of our own", bearer(forged(owner.token, {}, true))],
		["an unknown key", bearer(forged(owner.token, { key_id: "AAAAAAAA" }, true))],
	];
}

const givenForOther = (tokens: Stage["tokens"]): Named[] => [
	["expired session", bearer(tokens.expired_session)],
	["expired and never used", bearer(tokens.expired_unused)],
	["foreign token", bearer(tokens.foreign)],
	["sign-in link", bearer(tokens.unused_link)],
	["expired invite", bearer(tokens.expired_invite)],
];

/** The first that is there decides. */
const several = ({ token, id }: Stage["people"]["owner"]): Named[] => [
	["bad bearer, good cookie", { ...bearer(flipped(token)), ...cookie(token) }],
	["bad bearer, user named", { ...bearer(flipped(token)), "x-clickclack-user": id }],
	["bad cookie", cookie(flipped(token))],
	["two cookies", { cookie: `cc_session=${token}; cc_session=${token}`, "x-clickclack-csrf": "1" }],
];

/** Headers that ought to be worth nothing, though some come near to those of the owner. */
export const badCredentials = ({ people, tokens }: Stage): Named[] => [
	...written(people.owner.token),
	...claimed(people),
	...givenForOther(tokens),
	...several(people.owner),
];
