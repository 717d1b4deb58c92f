import { createHmac } from "node:crypto";
import { admin_token } from "../../test/server.ts";
import { type Account, bearer } from "../site.ts";
import type { Environment } from "./environment.ts";
import { type Name, type Standing, names, standings } from "./people.ts";

export type Headers = Record<string, string>;

/** By itself, as a page of another site would make a browser send it. */
const bareCookie = (token: string): Headers => ({ cookie: `cc_session=${token}` });
const cookie = (token: string): Headers => ({ ...bareCookie(token), "x-clickclack-csrf": "1" });

/** `token` with other claims, under its old signature or one by a key of our own. */
function forged(token: string, change: object, isResigned: boolean): string {
	const [, payload, signature] = /^sst_(.+)\.(.+)$/.exec(token)!;
	const claims = JSON.parse(Buffer.from(payload!, "base64url").toString()) as object;
	const altered = Buffer.from(JSON.stringify({ ...claims, ...change })).toString("base64url");
	const seal = createHmac("sha256", Buffer.alloc(32, 7)).update(altered).digest("base64url");
	return `sst_${altered}.${isResigned ? seal : signature}`;
}

/** One letter of the signature is another. */
function flipped(token: string): string {
	const middle = token.length - 20;
	return token.slice(0, middle) + (token[middle] === "A" ? "B" : "A") + token.slice(middle + 1);
}

/** Headers that ought to be worth nothing, though some come near to those of the owner: the first that is there decides. */
const badHeaders = ({ token, id }: Account): Record<string, Headers> => ({
	nobody: {},
	"no token": { authorization: "Bearer" },
	"no scheme": { authorization: token },
	"another scheme": { authorization: `Basic ${Buffer.from(`owner:${token}`).toString("base64")}` },
	"bad bearer, good cookie": { ...bearer(flipped(token)), ...cookie(token) },
	"bad bearer, user named": { ...bearer(flipped(token)), "x-clickclack-user": id },
	"bad cookie": cookie(flipped(token)),
	"two cookies": { cookie: `cc_session=${token}; cc_session=${token}`, "x-clickclack-csrf": "1" },
});

const badTokens = ({ people: { owner, member }, tokens }: Environment): Record<string, string> => ({
	nonsense: "owner",
	"cut off": owner.token.slice(0, -1),
	"another prefix": owner.token.replace("sst_", "ccb_"),
	"another signature": flipped(owner.token),
	"no signature": owner.token.replace(/\..+$/, "."),
	"very long": `sst_${"A".repeat(8_000)}.${"A".repeat(43)}`,
	"another's name": forged(member.token, { user_id: owner.id }, false),
	"a later end": forged(owner.token, { expires_at: new Date(Date.now() + 90 * 86_400_000) }, false),
	"a key of our own": forged(owner.token, {}, true),
	"an unknown key": forged(owner.token, { key_id: "AAAAAAAA" }, true),
	...tokens,
});

/** Somebody who calls, and all that the server may take into account about them. */
export interface Caller extends Standing {
	name: string;
	headers: Headers;
	/** what their credential is worth */
	is: "nobody" | "operator" | "person";
	/** of a person: with it they get a session that they may lose, */
	email?: string;
	/** and this is how they present it */
	carry?: (token: string) => Headers;
	/** by cookie, as a page of another site would make a browser send it */
	isForged?: true;
}

/** Every kind of caller that there is. A new one, bots among them, is one entry here or in people.ts. */
export function callers(env: Environment): Caller[] {
	const person = (who: Name, carry = bearer as (token: string) => Headers): Caller => {
		const { email, token } = env.people[who];
		return { name: who, is: "person", headers: carry(token), email, carry, ...standings[who] };
	};
	const nobody = (name: string, headers: Headers): Caller => ({ name, is: "nobody", headers, sees: [] });
	return [
		...names.filter((name) => name !== "bystander").map((name) => person(name)),
		{ ...person("owner", cookie), name: "owner by cookie" },
		{ ...person("owner", bareCookie), name: "forged cookie", isForged: true },
		{ name: "operator", headers: bearer(admin_token), is: "operator", sees: [] },
		...Object.entries(badHeaders(env.people.owner)).map(([name, headers]) => nobody(name, headers)),
		...Object.entries(badTokens(env)).map(([name, token]) => nobody(name, bearer(token))),
	];
}
