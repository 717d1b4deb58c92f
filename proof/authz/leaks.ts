import { close } from "@clickclack/protocol";
import { callers } from "./callers.ts";
import { uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { isWrittenDown } from "../operations.ts";
import { type Asked, doorsOf, prepare } from "./requests.ts";
import { secret_word } from "./set-up.ts";
import { told } from "./timing.ts";

const watchers = ["outsider", "guest", "owner"] as const;
const words = ["kelp", "coral reef", secret_word];
/** Each finds something that happens in the room, or would find nothing else. */
const operators = [
	"from:author",
	"-from:owner kelp",
	"in:renamed",
	"-in:general coral",
	"with:author",
	"has:reaction",
	"is:thread kelp",
	"mentions:owner",
	"after:yesterday coral",
];

/**
 * All that somebody can read: by every operation that reads, of everything; what is found; and what happens from now
 * on.
 */
async function questions(env: Environment, name: (typeof watchers)[number]) {
	const caller = callers(env).find((one) => one.name === name)!;
	const { cursor: after_cursor } = await env.people.author.chat.workspaces.snapshot(env.places.here.workspace_id);
	const ways: Record<string, object[]> = {
		searchMessages: [
			...words.flatMap((q) => ["relevance", "newest"].map((sort) => ({ q, sort }))),
			...operators.map((q) => ({ q, syntax: "operators" })),
		],
		listEvents: [{}, { after_cursor, limit: 500 }],
	};
	const asked: { what: string; request: Asked }[] = [];
	// of an export owners have private channels too: what is not in it, durable-objects/workspace/exports/exports.test.ts says
	const reading = uses.filter(
		({ operation, isUnsafe }) => !isUnsafe && !operation.answers["101"] && !isWrittenDown(operation),
	);
	for (const use of reading)
		for (const target of use.targets)
			for (const values of ways[use.name] ?? [{}])
				for (const door of doorsOf(use, caller)) {
					const what = `${name} sees it over ${door}: ${use.name} of ${target} with ${JSON.stringify(values)}`;
					asked.push({ what, request: await prepare(env, { use, target, caller, door }, values) });
				}
	return asked;
}

/** The end of the log is left out: cursors count whatever happens in a workspace, for all who are in it. */
const answers = (env: Environment, asked: Awaited<ReturnType<typeof questions>>): Promise<string[]> =>
	Promise.all(
		asked.map(async ({ request }) =>
			told(await env.ask(request)).replaceAll(/^\{"cursor":"[^"]+"|"as_of":(?:"[^"]+"|\d+)/gm, ""),
		),
	);

async function happen({ people, places }: Environment): Promise<void> {
	const { author, bystander } = people;
	const { workspace_id, channel_id } = places.closed;
	const { channels, dms, messages, threads, reactions, reads, realtime } = author.chat;
	const { attention, drafts, reminders, saved, scheduled, topics } = author.chat;
	const call = "@outsider @guest @owner";
	const { message } = await messages.create(channel_id, { body: `${call} coral coral coral` });
	for (let i = 0; i < 20; i++) await messages.create(channel_id, { body: `coral number ${i}` });
	await threads.reply(message.id, { body: `kelp ${call}` });
	await threads.reply(message.id, { body: `kelp ${call}`, also_send: true });
	await threads.unfollow(message.id);
	await threads.follow(message.id);
	await threads.markRead(message.id, 1);
	await threads.markUnread(message.id, 1);
	await messages.edit(message.id, { body: `kelp and coral, ${call}` });
	await reactions.add(message.id, "🦞");
	await reactions.remove(message.id, "🦞");
	await saved.add(message.id);
	await reminders.set(message.id, new Date(Date.now() + 86_400_000).toISOString());
	await reminders.remove(message.id);
	const later = { body: `kelp ${call}`, send_at: new Date(Date.now() + 86_400_000).toISOString() };
	for (const end of ["send", "cancel"] as const)
		await scheduled[end]((await scheduled.add(channel_id, later)).scheduled_message.id);
	const { draft } = await drafts.save(channel_id, { body: `kelp ${call}` });
	await drafts.save(channel_id, { body: "coral", version: draft.version });
	await drafts.save(message.id, { body: `coral ${call}` });
	await attention.update(workspace_id, { keywords: ["coral"] });
	const { topic } = await topics.create(workspace_id, { name: "kelp", channel_id });
	await messages.create(channel_id, { body: "coral", topic_id: topic.id });
	await topics.set(message.id, topic.id);
	await topics.update(topic.id, { name: "coral" });
	await topics.update(topic.id, { archived: true });
	await topics.delete(topic.id);
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
	const direct = places.direct.direct_conversation_id!;
	const said = await messages.create(direct, { body: `${call} coral coral` });
	await threads.reply(said.message.id, { body: `kelp ${call}`, also_send: true });
	await messages.edit(said.message.id, { body: `kelp, ${call}` });
	await reactions.add(said.message.id, "🦞");
	await realtime.publish({ type: "typing.started", workspace_id, direct_conversation_id: direct });
	await reads.mark(direct, 1);
	await messages.delete(said.message.id);
	await dms.close(direct);
	await dms.open(direct);
	const { conversation } = await dms.create(workspace_id, [bystander.id]);
	await messages.create(conversation.id, { body: `coral ${call}` });
}

/** Who is online is for everybody; else nothing is to be received but the signal at the end. */
const isNews = ({ text }: { text: string }): boolean =>
	!text.includes('"type":"presence.changed"') && !text.includes("all clear");

/** What happens in a room, or in a direct conversation, changes nothing of what others are told, and none of it reaches their sockets. */
export async function leaks(env: Environment): Promise<string> {
	const { people, places } = env;
	const { messages } = people.author.chat;
	// equally good for whoever looks for both words, unless one of them is said often where they do not see it
	await messages.create(places.public.channel_id, { body: "coral reef reef" });
	await messages.create(places.public.channel_id, { body: "coral coral reef" });
	const authors = await env.listen(people.author);
	const listeners = await Promise.all(watchers.map((name) => env.listen(people[name])));
	const asked = (await Promise.all(watchers.map((name) => questions(env, name)))).flat();
	const before = await answers(env, asked);
	await happen(env);
	const after = await answers(env, asked);
	for (const place of [places.public, places.room]) await messages.create(place.channel_id, { body: "all clear" });
	await Promise.all([authors, ...listeners].map((listener) => listener.until(() => listener.has("all clear"))));
	for (const [i, { what }] of asked.entries()) if (before[i] !== after[i]) env.wrong(`closed room: ${what}`);
	for (const [i, { received }] of listeners.entries())
		for (const { text } of received.filter(isNews))
			env.wrong(`closed room: ${watchers[i]} receives ${text.slice(0, 60)}`);
	// a proof of silence needs a noise
	const { length } = authors.received;
	if (length < 30) env.wrong(`the author received only ${length} events of their own room`);
	for (const listener of [authors, ...listeners]) listener.close();
	return `what happens in a room, as told to ${watchers.length} outside it, in answer to ${asked.length} questions`;
}

/**
 * One's open sockets end when one is blocked, removed or signed out, or with the session, and what is said from then on
 * is not received.
 */
export async function closings(env: Environment): Promise<string> {
	const { people, places, ended } = env;
	await people.author.chat.messages.create(places.public.channel_id, { body: "not for overdue" });
	for (const [who, listener] of ended) {
		await listener.until(() => listener.closed !== undefined);
		const { closed } = listener;
		const received = listener.has(`not for ${who}`) ? ", and went on receiving" : "";
		if (closed !== close.revoked || received) env.wrong(`the socket of ${who}: closed with ${closed}${received}`);
	}
	return `those of ${[...ended.keys()].join(", ")}`;
}
