import { type WorkspaceId, close } from "@clickclack/protocol";
import type { Account } from "../site.ts";
import type { RecordedSocket } from "../websocket.ts";
import type { Mismatch } from "./matrix.ts";
import type { Environment } from "./environment.ts";

const watchers = ["outsider", "guest", "owner"] as const;
const words = ["kelp", "coral reef", "ambergris"];

/**
 * All that the server tells somebody who asks, item by item. The end of the log is left out: cursors count whatever
 * happens in a workspace, for all who are in it.
 */
async function allToldTo({ chat }: Account, workspace_id: WorkspaceId): Promise<Record<string, string>> {
	const { cursor: _, ...snapshot } = await chat.workspaces.snapshot(workspace_id);
	const told: Record<string, unknown> = {
		snapshot,
		workspaces: await chat.workspaces.list(),
		channels: await chat.channels.list(workspace_id),
		members: await chat.members.list(workspace_id),
		events: await chat.realtime.events({ workspace_id, limit: 500 }),
	};
	for (const q of words)
		for (const sort of ["relevance", "newest"] as const)
			told[`search for ${q} by ${sort}`] = await chat.search.messages({ workspace_id, q, sort });
	return Object.fromEntries(Object.entries(told).map(([name, answer]) => [name, JSON.stringify(answer)]));
}

async function happen({ people, places }: Environment): Promise<void> {
	const { author, bystander } = people;
	const { workspace_id, channel_id } = places.closed;
	const { channels, messages, threads, reactions, reads, realtime } = author.chat;
	const call = "@outsider @guest @owner";
	const { message } = await messages.create(channel_id, { body: `${call} coral coral coral` });
	for (let i = 0; i < 20; i++) await messages.create(channel_id, { body: `coral number ${i}` });
	await threads.reply(message.id, { body: `kelp ${call}` });
	await messages.edit(message.id, { body: `kelp and coral, ${call}` });
	await reactions.add(message.id, "🦞");
	await reactions.remove(message.id, "🦞");
	await channels.update(channel_id, { name: "renamed", topic: "kelp" });
	await channels.update(channel_id, { archived: true });
	await channels.update(channel_id, { archived: false });
	await channels.addMember(channel_id, bystander.id);
	await channels.removeMember(channel_id, bystander.id);
	// the last one leaves, and it is gone
	await channels.leave((await channels.create(workspace_id, { name: "kelp", kind: "private" })).channel.id);
	await realtime.publish({ type: "typing.started", workspace_id, channel_id });
	await reads.mark(channel_id, 3);
	await messages.delete(message.id);
}

const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
	Object.keys(before).filter((item) => before[item] !== after[item]);

async function allTold(env: Environment): Promise<Record<string, string>[]> {
	const { people, places } = env;
	return Promise.all(watchers.map((name) => allToldTo(people[name], places.here.workspace_id)));
}

/** What happens in a room changes nothing of what others are told, and none of it reaches their sockets. */
export async function leaks(env: Environment): Promise<Mismatch[]> {
	const { people, places } = env;
	const { messages } = people.author.chat;
	// equally good for whoever looks for both words, unless one of them is said often where they do not see it
	await messages.create(places.public.channel_id, { body: "coral reef reef" });
	await messages.create(places.public.channel_id, { body: "coral coral reef" });
	const authors = await env.listen(people.author);
	const listeners = await Promise.all(watchers.map((name) => env.listen(people[name])));
	const before = await allTold(env);
	await happen(env);
	const after = await allTold(env);
	for (const place of [places.public, places.room]) await messages.create(place.channel_id, { body: "all clear" });
	await Promise.all([authors, ...listeners].map((listener) => listener.until(() => listener.has("all clear"))));
	const wrong = watchers.flatMap((name, i) => [
		...changed(before[i]!, after[i]!).map((item) => `${name} sees it: ${item}`),
		...listeners[i]!.heard.filter(isNews).map(({ text }) => `${name} hears ${text.slice(0, 60)}`),
	]);
	// a proof of silence needs a noise
	if (authors.heard.length < 30) wrong.push(`the author heard only ${authors.heard.length} events of their own room`);
	for (const listener of [authors, ...listeners]) listener.close();
	return wrong.map((what) => ({ what: `closed room: ${what}`, again: "" }));
}

/** Who is online is for everybody; else nothing is to be heard but the signal at the end. */
const isNews = ({ text }: { text: string }): boolean =>
	!text.includes('"type":"presence.changed"') && !text.includes("all clear");

const ends: Record<string, (env: Environment, person: Account) => Promise<unknown>> = {
	blocked: ({ people, places }, { id }) =>
		people.owner.chat.members.moderate(places.here.workspace_id, id, { blocked: true }),
	removed: ({ people, places }, { id }) => people.owner.chat.members.remove(places.here.workspace_id, id),
	"signed out": (_, { chat }) => chat.auth.logout(),
};

async function wrongOf(who: string, listener: RecordedSocket, body: string): Promise<Mismatch[]> {
	await listener.until(() => listener.closed !== undefined);
	const { closed } = listener;
	const what = `the socket of one who is ${who}: closed with ${closed}${listener.has(body) ? ", and heard on" : ""}`;
	return closed === close.revoked && !listener.has(body) ? [] : [{ what, again: "" }];
}

/** A socket that was opened with a session that is over by now, and was not closed by anybody. */
async function overdue({ people, places, overdue: listener }: Environment): Promise<() => Promise<Mismatch[]>> {
	const body = "not for one whose session is over";
	await people.author.chat.messages.create(places.public.channel_id, { body });
	return () => wrongOf("signed in no longer", listener, body);
}

/**
 * One's open sockets end when one is blocked, removed or signed out, or with the session, and what is said from then on
 * is not heard.
 */
export async function closings(env: Environment): Promise<Mismatch[]> {
	const { people, places } = env;
	const found = Object.entries(ends).map(async ([name, end]) => {
		const person = await env.newcomer();
		const listener = await env.listen(person);
		await end(env, person);
		const body = `not for one who is ${name}`;
		await people.author.chat.messages.create(places.public.channel_id, { body });
		return () => wrongOf(name, listener, body);
	});
	const ended = await Promise.all([...found, overdue(env)]);
	return (await Promise.all(ended.map((closed) => closed()))).flat();
}
