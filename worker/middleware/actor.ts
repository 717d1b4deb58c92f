import type { Actor } from "@clickclack/durable-objects/actor";
import { type Access, ChatError, UserId } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { readSessionCookie } from "../cookie.ts";
import { verify } from "../verify.ts";
import { isDevelopment } from "./development.ts";
import { operatorBy } from "./operator.ts";
import { isUnsafe, refuseForeign, refuseForged } from "./origin.ts";
import { sourceOf } from "./request-source.ts";

interface Identity {
	actor: Actor;
	isCookie: boolean;
}

const refused = () => new ChatError("unauthorized", "authentication required");
const socket_bearer = "clickclack.bearer.";

/** The subprotocol that carries a token, of those that a client offers. */
export const bearerProtocol = (c: Context): string | undefined =>
	c.req
		.header("sec-websocket-protocol")
		?.split(",")
		.map((offered) => offered.trim())
		.find((offered) => offered.startsWith(socket_bearer));

/** From the header, or from the subprotocol, which is all that a browser can set on a socket. */
function bearerOf(c: Context): string | undefined {
	const header = c.req.header("authorization");
	if (header !== undefined) return /^Bearer (\S+)$/i.exec(header)?.[1] ?? "";
	return bearerProtocol(c)?.slice(socket_bearer.length);
}

async function bySession(c: Context, token: string): Promise<Actor> {
	const claims = await verify(c.env, token);
	if (!claims) throw refused();
	const { user_id, session_id, expires_at } = claims;
	return { kind: "person", user_id, session_id, expires_at, isUnlimited: isDevelopment(c) };
}

/** Development sign-in only. Refuses pages of other sites, also those whose name was rebound to this machine. */
function inDevelopment(c: Context): Actor {
	refuseForeign(c);
	const user_id = isDevelopment(c) ? UserId.safeParse(c.req.header("x-clickclack-user")).data : undefined;
	if (user_id === undefined) throw refused();
	return { kind: "person", user_id, session_id: undefined, isUnlimited: true };
}

/** The first credential found decides; an invalid one never falls through to the next. */
async function identify(c: Context): Promise<Identity> {
	const bearer = bearerOf(c);
	if (bearer !== undefined) return { actor: await bySession(c, bearer), isCookie: false };
	const cookie = readSessionCookie(c);
	if (cookie !== undefined) return { actor: await bySession(c, cookie), isCookie: true };
	return { actor: inDevelopment(c), isCookie: false };
}

async function anybody(c: Context): Promise<Actor> {
	if (isUnsafe(c)) refuseForeign(c);
	try {
		return (await identify(c)).actor;
	} catch (error) {
		if (error instanceof ChatError) return { kind: "public" };
		throw error;
	}
}

async function somebody(c: Context): Promise<Actor> {
	const { actor, isCookie } = await identify(c);
	if (isCookie && isUnsafe(c)) refuseForged(c);
	return actor;
}

/**
 * The caller, if the operation's definition allows them. Every person's session holds every scope.
 * @throws ChatError unauthorized | cross_site | not_configured | rate_limited
 */
export async function actorOf(c: Context, access: Access): Promise<Actor> {
	const actor = await callerOf(c, access);
	return { ...actor, source: sourceOf(c) };
}

async function callerOf(c: Context, access: Access): Promise<Actor> {
	if (access === "operator") return operatorBy(c, bearerOf(c));
	return access === "public" ? anybody(c) : somebody(c);
}
