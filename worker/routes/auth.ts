import { ChatError, readConfiguration, authRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { type Context, Noun } from "../context.ts";
import { clearSessionCookie, setSessionCookie } from "../cookie.ts";
import { signInLink } from "../links.ts";
import { isLoopback } from "../middleware/development.ts";
import { directoryOf } from "../middleware/directory.ts";
import { inDirectory } from "../serve.ts";

export const auth = new Noun();

/** Whoever may use this is as good as the operator, so it works on one's own machine only. */
function refuseOutsideDevelopment(c: Context): void {
	if (!isLoopback(c)) throw new ChatError("forbidden", "sign-in links for anybody are made on loopback only");
	if (!readConfiguration(c.env).DEV_AUTH)
		throw new ChatError("not_configured", "DEV_AUTH is off: ask the operator for a sign-in link");
}

auth.openapi(inDirectory(routes.requestMagicLink), async (c) => {
	refuseOutsideDevelopment(c);
	const { email, display_name: name = email.split("@")[0]!.slice(0, 80) } = c.req.valid("json");
	const { token, expires_at } = await directoryOf(c.env, { kind: "operator" }).createMagicLink({ email, name });
	return answer(c, { magic_link: signInLink(c, token), token, expires_at }, 201);
});

auth.openapi(inDirectory(routes.consumeMagicLink), async (c) => {
	const signedIn = await c.var.directory.consumeMagicLink(c.req.valid("json"));
	setSessionCookie(c, signedIn.session);
	return answer(c, signedIn, 200);
});

auth.openapi(inDirectory(routes.logout), async (c) => {
	await c.var.directory.logout({});
	clearSessionCookie(c);
	return answer(c, { ok: true as const }, 200);
});
