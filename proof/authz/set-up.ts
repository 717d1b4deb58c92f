import { build } from "../../test/server.ts";
import { Site } from "../site.ts";
import { Environment, emailOf } from "./environment.ts";
import { type Name, type Place, names, standings } from "./people.ts";

const long_ago_ms = -31 * 86_400_000;
/** Said often, and nowhere but in the closed room. */
export const secret_word = "ambergris";

/** An id of the same shape, and of the same workspace, of nothing. */
export const unknown = <Id extends string>(id: Id): Id =>
	(id.slice(0, -4) + (id.endsWith("zzzz") ? "yyyy" : "zzzz")) as Id;

/** The same of a workspace that does not exist. */
const elsewhere = <Id extends string>(id: Id): Id => `${id.slice(0, 14)}zzzzzzzz${id.slice(22)}` as Id;

export async function setUp(): Promise<Environment> {
	const built = await build("wrangler.toml", "proof/authz/entry.ts");
	const [site, foreign] = await Promise.all([Site.of(built), Site.of(built)]);
	const env = new Environment(site);
	await makeExpired(env);
	await gather(env);
	await furnish(env);
	await restrict(env);
	env.tokens.foreign = (await foreign.signIn(emailOf("owner"))).token;
	await foreign.stop();
	return env;
}

const setClock = ({ site }: Environment, ahead_ms: number) => fetch(`${site.url}/clock?ahead_ms=${ahead_ms}`);

/** The workspace is founded, and what shall have expired by now is made. */
async function makeExpired(env: Environment): Promise<void> {
	const { site, tokens } = env;
	const { admin } = site.operator;
	await setClock(env, long_ago_ms);
	const email = emailOf("owner");
	const founding = { name: "owner", email, workspace_name: "Tidepool", channels: ["general"] };
	const { id: workspace_id } = (await admin.bootstrap(founding)).workspace;
	env.places.here = { target: "here", workspace_id } as Place;
	const owner = await site.signIn(email);
	tokens.expired_session = owner.token;
	tokens.expired_unused = (await site.signIn(email)).token;
	const invite = { workspace_id, role: "member", expires_in_minutes: 1, max_uses: null } as const;
	tokens.expired_invite = (await admin.createInvite(invite)).token;
	tokens.expired_link = (await admin.createMagicLink({ email })).token;
	const { id } = await admin.createUser({ name: "x", email: emailOf("timedOutBefore"), workspace_id });
	await owner.chat.members.moderate(workspace_id, id, { timeout_minutes: 1 });
	env.ended.set("overdue", await env.listen(owner));
	await setClock(env, 0);
}

async function gather(env: Environment): Promise<void> {
	const { site, people, places, tokens } = env;
	const { admin } = site.operator;
	const { workspace_id } = places.here;
	const come = async (name: Name) => {
		const email = emailOf(name);
		const { role = "member" } = standings[name];
		if (role !== "owner" && name !== "foreignOwner") await admin.createUser({ name, email, workspace_id, role });
		people[name] = await site.signIn(email, name);
	};
	await Promise.all(names.map(come));
	await people.foreignOwner.chat.workspaces.create({ name: "Elsewhere" });
	const { workspaces, invites } = people.bystander.chat;
	env.annex_id = (await workspaces.create({ name: "Annex" })).id;
	tokens.annex_invite = (await invites.create(env.annex_id)).token;
	tokens.unused_link = (await admin.createMagicLink({ email: emailOf("owner") })).token;
}

async function furnish(env: Environment): Promise<void> {
	const { places, people } = env;
	await Promise.all((["public", "room", "closed"] as const).map(async (one) => (places[one] = await env.open(one))));
	places.here.scheduled_id = await env.schedule();
	places.here.group_id = await env.group();
	places.direct = await env.openDirect();
	const { here, closed, direct } = places;
	const { workspace_id: id } = here;
	places.nowhere = { target: "nowhere", workspace_id: elsewhere(id), group_id: elsewhere(here.group_id) } as Place;
	places.missing = {
		...closed,
		target: "missing",
		channel_id: unknown(closed.channel_id),
		direct_conversation_id: unknown(direct.direct_conversation_id!),
		message_id: unknown(closed.message_id),
		reply_id: unknown(closed.reply_id),
		nonce: "missing",
		topic_id: unknown(closed.topic_id),
		scheduled_id: unknown(places.here.scheduled_id),
		upload_id: unknown(closed.upload_id),
	};
	const { messages } = people.author.chat;
	const say = (i: number) => messages.create(closed.channel_id, { body: `${secret_word} ${i}` });
	await Promise.all(Array.from({ length: 50 }, (_, i) => say(i)));
}

/** Everybody comes to stand as people.ts says. Who may listen no more does so until then, and something is said at once. */
async function restrict(env: Environment): Promise<void> {
	const { workspace_id, channel_id } = env.places.room;
	const { owner, author, timedOut, takenOffRoom, removed } = env.people;
	const [{ members }, { channels, messages }] = [owner.chat, author.chat];
	for (const { id } of [takenOffRoom, removed]) await channels.addMember(channel_id, id);
	const restrictions = names.map(async (name) => {
		const { id, chat } = env.people[name];
		const { restriction, hasSignedOut } = standings[name];
		if (restriction === "timed out") await members.moderate(workspace_id, id, { timeout_minutes: 600 });
		if (name === "signedOut") await chat.auth.logout();
		else if (restriction === "blocked" || hasSignedOut || name === "removed") {
			env.ended.set(name, await env.listen(env.people[name]));
			if (restriction) await members.moderate(workspace_id, id, { blocked: true });
			else await (hasSignedOut ? chat.auth.logout() : members.remove(workspace_id, id));
			await messages.create(env.places.public.channel_id, { body: `not for ${name}` });
		}
	});
	await Promise.all(restrictions);
	await channels.removeMember(channel_id, takenOffRoom.id);
	await timedOut.chat.me.update({ display_name: "Renamed" });
}
