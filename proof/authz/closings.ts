import { close } from "@clickclack/protocol";
import type { Account } from "../site.ts";
import type { RecordedSocket } from "../websocket.ts";
import type { Environment } from "./environment.ts";

/** Something is said to all, and this socket is closed without hearing it. */
async function isClosed(env: Environment, listener: RecordedSocket, who: string): Promise<void> {
	const { people, places } = env;
	const body = `not for one who is ${who}`;
	await people.author.chat.messages.create(places.public.channel_id, { body });
	await listener.until(() => listener.closed !== undefined);
	const { closed } = listener;
	if (closed === close.revoked && !listener.has(body)) return;
	env.wrong(`the socket of one who is ${who}: closed with ${closed}${listener.has(body) ? ", and heard on" : ""}`);
}

/**
 * One's open sockets end when one is blocked, removed or signed out, or with the session, and what is said from then on
 * is not heard.
 */
export async function closings(env: Environment): Promise<string> {
	const { members } = env.people.owner.chat;
	const { workspace_id } = env.places.here;
	const ends: Record<string, (person: Account) => Promise<unknown>> = {
		blocked: ({ id }) => members.moderate(workspace_id, id, { blocked: true }),
		removed: ({ id }) => members.remove(workspace_id, id),
		"signed out": ({ chat }) => chat.auth.logout(),
	};
	const ended = Object.entries(ends).map(async ([who, end]) => {
		const person = await env.newcomer();
		const listener = await env.listen(person);
		await end(person);
		await isClosed(env, listener, who);
	});
	// opened with a session that is over by now, and closed by nobody
	await Promise.all([...ended, isClosed(env, env.overdue, "signed in no longer")]);
	return "of those blocked, removed, signed out, and signed in for too long";
}
