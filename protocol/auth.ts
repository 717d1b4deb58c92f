import * as z from "zod";
import { SessionId, UserId } from "./ids.ts";
import { Ok, route, routes } from "./route.ts";
import { Time } from "./text.ts";
import { DisplayName, Email, Me, User } from "./users.ts";

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

export const authRoutes = routes("auth", {
	requestMagicLink: route(
		"POST /api/auth/magic/request",
		"Create a sign-in link for anybody: development only, loopback only",
		{
			access: "public",
			who: "anybody",
			limit: "signIn",
			body: RequestMagicLink,
			answers: { 201: [MagicLink, "The link"] },
			fails: ["forbidden", "not_configured", "cross_site", "conflict"],
		},
	),
	createMyMagicLink: route("POST /api/me/magic-links", "Create a sign-in link for oneself, for another device", {
		access: "human",
		who: "anybody signed in",
		limit: "profile",
		answers: { 201: [MagicLink, "Works once, for 15 minutes"] },
		fails: ["conflict"],
	}),
	consumeMagicLink: route("POST /api/auth/magic/consume", "Exchange a sign-in link for a session", {
		access: "public",
		who: "anybody",
		limit: "signIn",
		body: ConsumeMagicLink,
		answers: { 200: [SignedIn, "Signed in; also sets the session cookie"] },
		fails: ["token_invalid", "cross_site"],
	}),
	getSession: route("GET /api/auth/session", "Who is signed in; null when nobody is", {
		access: "public",
		who: "anybody",
		answers: { 200: [z.union([Me, z.null()]), "The caller, or null without a valid session"] },
		wrap: "user",
	}),
	logout: route("POST /api/auth/logout", "End the caller's session; idempotent", {
		access: "public",
		who: "anybody",
		limit: "signIn",
		answers: { 200: [Ok, "Signed out; the cookie is cleared"] },
		fails: ["cross_site"],
	}),
});
