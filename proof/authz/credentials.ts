import { createHmac } from "node:crypto";
import type { Stage } from "./stage.ts";

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const cookie = (token: string) => ({ cookie: `cc_session=${token}` });

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

/** Headers that ought to be worth nothing, though some come near to those of the owner. */
export function badCredentials({ people, tokens }: Stage): [name: string, headers: Record<string, string>][] {
	const { token, id } = people.owner;
	const middle = token.length - 20;
	const flipped = token.slice(0, middle) + (token[middle] === "A" ? "B" : "A") + token.slice(middle + 1);
	const later = { expires_at: new Date(Date.now() + 90 * 86_400_000).toISOString() };
	return [
		["nobody", {}],
		["no token", { authorization: "Bearer" }],
		["no scheme", { authorization: token }],
		["another scheme", { authorization: `Basic ${Buffer.from(`owner:${token}`).toString("base64")}` }],
		["nonsense", bearer("owner")],
		["cut off", bearer(token.slice(0, -1))],
		["another prefix", bearer(token.replace("sst_", "ccb_"))],
		["another signature", bearer(flipped)],
		["no signature", bearer(token.replace(/\..+$/, "."))],
		["another's name", bearer(forged(people.member.token, { user_id: id }, false))],
		["a later end", bearer(forged(token, later, false))],
		["a key of our own", bearer(forged(token, {}, true))],
		["an unknown key", bearer(forged(token, { key_id: "AAAAAAAA" }, true))],
		["expired session", bearer(tokens.expired_session)],
		["expired and never used", bearer(tokens.expired_unused)],
		["foreign token", bearer(tokens.foreign)],
		["sign-in link", bearer(tokens.unused_link)],
		["expired invite", bearer(tokens.expired_invite)],
		["very long", bearer(`sst_${"A".repeat(8_000)}.${"A".repeat(43)}`)],
		["bad bearer, good cookie", { ...bearer(flipped), ...cookie(token), "x-clickclack-csrf": "1" }],
		["bad bearer, user named", { ...bearer(flipped), "x-clickclack-user": id }],
		["bad cookie", { ...cookie(flipped), "x-clickclack-csrf": "1" }],
		["two cookies", { cookie: `cc_session=${token}; cc_session=${token}`, "x-clickclack-csrf": "1" }],
	];
}
