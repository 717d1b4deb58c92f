import { createRoute, z } from "@hono/zod-openapi";
import { SessionId, UserId } from "./ids.ts";
import { answer, body, operation } from "./route.ts";
import { Time } from "./text.ts";
import { DisplayName, Email, User } from "./users.ts";

export const Ok = z.object({ ok: z.literal(true) }).meta({ id: "Ok" });

/** A sign-in link; the token works once, for 15 minutes. */
export const MagicLink = z
	.object({ magic_link: z.string(), token: z.string(), expires_at: Time })
	.meta({ id: "MagicLink" });
export type MagicLink = z.infer<typeof MagicLink>;

export const RequestMagicLink = z
	.object({ email: Email, display_name: DisplayName.optional() })
	.meta({ id: "RequestMagicLink" });
export type RequestMagicLink = z.infer<typeof RequestMagicLink>;

export const ConsumeMagicLink = z.object({ token: z.string().min(1).max(200) }).meta({ id: "ConsumeMagicLink" });
export type ConsumeMagicLink = z.infer<typeof ConsumeMagicLink>;

export const Session = z
	.object({ id: SessionId, token: z.string(), user_id: UserId, created_at: Time, expires_at: Time })
	.meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

/** A person who has just signed in; browsers get the same token as a cookie. */
export const SignedIn = z.object({ user: User, session: Session, token: z.string() }).meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof SignedIn>;

const request = operation(
	"requestMagicLink",
	"auth",
	"Make a sign-in link for anybody: development only, loopback only",
	"public",
	"anybody",
	["forbidden", "not_configured", "cross_site", "conflict"],
);
const consume = operation("consumeMagicLink", "auth", "Trade a sign-in link for a session", "public", "anybody", [
	"token_invalid",
	"cross_site",
]);
const logout = operation("logout", "auth", "End the session that is presented; safe to repeat", "public", "anybody", [
	"cross_site",
]);

export const authRoutes = {
	requestMagicLink: createRoute({
		...request.about,
		method: "post",
		path: "/api/auth/magic/request",
		request: { body: body(RequestMagicLink) },
		responses: { 201: answer(MagicLink, "The link"), ...request.failures },
	}),
	consumeMagicLink: createRoute({
		...consume.about,
		method: "post",
		path: "/api/auth/magic/consume",
		request: { body: body(ConsumeMagicLink) },
		responses: { 200: answer(SignedIn, "Signed in; also sets the session cookie"), ...consume.failures },
	}),
	logout: createRoute({
		...logout.about,
		method: "post",
		path: "/api/auth/logout",
		responses: { 200: answer(Ok, "Signed out; the cookie is cleared"), ...logout.failures },
	}),
};
