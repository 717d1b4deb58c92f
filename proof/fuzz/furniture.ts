import type { Cast } from "./cast.ts";

/** Lets the others in, and leaves something of each kind for requests to name. */
export async function furnish(cast: Cast): Promise<void> {
	const at = `/api/workspaces/${cast.workspace_id}`;
	await admit(cast, at);
	await converse(cast, at);
	await leaveBehind(cast, at);
}

async function admit(cast: Cast, at: string): Promise<void> {
	for (const caller of ["moderator", "member", "guest", "blocked"] as const) {
		const role = caller === "blocked" ? "member" : caller;
		const made = await cast.ask("owner", "POST", `${at}/invites`, { role });
		cast.pool.learn(made);
		await cast.ask(caller, "POST", `/api/invites/${made.token}/accept`, {});
	}
	await cast.ask("owner", "PATCH", `${at}/moderation/members/${cast.idOf("blocked")}`, { blocked: true });
}

async function converse(cast: Cast, at: string): Promise<void> {
	const { channel } = await cast.ask("member", "POST", `${at}/channels`, { name: "tides" });
	const said = { body: "hello @owner" };
	const { message } = await cast.ask("member", "POST", `/api/channels/${channel!.id}/messages`, said);
	const under = `/api/messages/${message!.id}`;
	const reply = await cast.ask("owner", "POST", `${under}/thread/replies`, { body: "well", nonce: "n-reply" });
	const reaction = await cast.ask("owner", "POST", `${under}/reactions`, { emoji: "👍" });
	const link = await cast.ask("nobody", "POST", "/api/auth/magic/request", { email: "new@example.com" });
	for (const made of [channel, message, reply, reaction, link]) cast.pool.learn(made);
}

/** A channel in which nothing may be said any more, and an e-mail that somebody only says is theirs. */
async function leaveBehind(cast: Cast, at: string): Promise<void> {
	const { channel } = await cast.ask("owner", "POST", `${at}/channels`, { name: "wreck" });
	const here = `/api/channels/${channel!.id}`;
	const { message } = await cast.ask("owner", "POST", `${here}/messages`, { body: "all ashore" });
	await cast.ask("owner", "PATCH", here, { archived: true });
	const { token } = await cast.ask("owner", "POST", `${at}/invites`, {});
	const drifter = { display_name: "Drifter", email: `unchecked-${cast.workspace_id}@example.com` };
	const { user } = await cast.ask("nobody", "POST", `/api/invites/${token}/accept`, drifter);
	for (const made of [channel, message, user]) cast.pool.learn(made);
	cast.pool.add("email", drifter.email);
}
