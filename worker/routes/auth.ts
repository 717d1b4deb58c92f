import { ChatError, readConfiguration, signInPath } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { clearSessionCookie, setSessionCookie } from "../cookie.ts";
import { onThisServer } from "../links.ts";
import { isLoopback } from "../middleware/development.ts";
import { directoryOf } from "../middleware/directory.ts";
import type { Handlers } from "../mount.ts";

/** This is as powerful as the operator's token, so it works on loopback only. */
function refuseOutsideDevelopment(c: Context): void {
	if (!isLoopback(c)) throw new ChatError("forbidden", "sign-in links for anybody are available on loopback only");
	if (!readConfiguration(c.env).DEV_AUTH)
		throw new ChatError("not_configured", "DEV_AUTH is off: ask the operator for a sign-in link");
}

export const auth = {
	async requestMagicLink(c, { email, display_name: name = email.split("@")[0]!.slice(0, 80) }) {
		refuseOutsideDevelopment(c);
		const { token, expires_at } = await directoryOf(c.env, { kind: "operator" }).createMagicLink({ email, name });
		return { magic_link: onThisServer(c, signInPath(token)), token, expires_at };
	},

	async createMyMagicLink(c) {
		const { token, expires_at } = await c.var.directory.createMyMagicLink({});
		return { magic_link: onThisServer(c, signInPath(token)), token, expires_at };
	},

	async consumeMagicLink(c, link) {
		const signedIn = await c.var.directory.consumeMagicLink(link);
		setSessionCookie(c, signedIn.session);
		return signedIn;
	},

	async getSession(c) {
		// a page asks this before anybody has signed in: then no object is called
		if (c.var.actor.kind !== "person") return null;
		return await c.var.directory.getMe({}).catch((error: unknown) => {
			if (error instanceof ChatError && error.code === "unauthorized") return null;
			throw error;
		});
	},

	async deleteMe(c) {
		await c.var.directory.deleteMe({});
		clearSessionCookie(c);
	},

	async logout(c) {
		await c.var.directory.logout({});
		clearSessionCookie(c);
	},
} satisfies Handlers;
