import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Role, User } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";
import { door } from "./door.ts";
import { randomTag, taggedId } from "./ids.ts";
import { type Team, person } from "./people.ts";
import { type Sql, tagged } from "./sql.ts";
import type { Door } from "./workspace/as.ts";
import type { commands, queries } from "./workspace/index.ts";

/** The cast of the tests and more, for what happens by chance. */
const roles = {
	ada: "owner",
	mara: "moderator",
	grace: "member",
	linus: "member",
	gus: "guest",
	gil: "guest",
} satisfies Record<string, Role>;
export type Hand = keyof typeof roles;
export const hands = Object.keys(roles) as Hand[];

export interface Crew extends Omit<Team, "users" | "actor">, Record<Hand, Door> {
	users: Record<Hand, User>;
	actor: (hand: Hand) => ReturnType<Team["actor"]>;
}

const each = <T>(make: (hand: Hand) => T) =>
	Object.fromEntries(hands.map((hand) => [hand, make(hand)])) as Record<Hand, T>;

/**
 * Gives `work` a workspace of its own, from inside of its object: there a call costs a thirtieth of one that comes from
 * outside. One guest is in #general, both are in a private channel.
 * @param work also gets the object's storage
 */
export async function withCrew(work: (crew: Crew, sql: Sql) => Promise<void>): Promise<Crew> {
	const tag = randomTag();
	const stub = env.WORKSPACE.getByName(tag);
	return await runInDurableObject(stub, async (workspace, { storage }) => {
		const as = (actor: Actor) => door<typeof commands & typeof queries>(workspace, actor);
		const users = each(person);
		const actor = (user_id: User["id"]) =>
			({ kind: "human", user_id, session_id: `ses_${user_id.slice(4)}`, unpaced: true }) satisfies Actor;
		const doors = each((hand) => as(actor(users[hand].id)));
		const system = as({ kind: "system" });
		const now = new Date().toISOString();
		const home = { name: "Tidepool", slug: `tidepool-${tag}`, created_at: now };
		await system.found({ workspace: { id: taggedId("wsp", now, tag, 0), ...home }, owner: users.ada });
		await Promise.all(hands.map((hand) => system.admit({ user: users[hand], role: roles[hand] })));
		const [general] = await doors.ada.listChannels({});
		const { channel: backRoom } = await doors.ada.createChannel({ name: "back-room", kind: "private" });
		await Promise.all([
			doors.ada.addChannelMember({ channel_id: general!.id, user_id: users.gus.id }),
			...(["grace", "gus", "gil"] as const).map((hand) =>
				doors.ada.addChannelMember({ channel_id: backRoom.id, user_id: users[hand].id }),
			),
		]);
		const crew: Crew = {
			...doors,
			tag,
			stub,
			users,
			system,
			general: general!,
			actor: (hand) => actor(users[hand].id),
			as: (user_id) => as(actor(user_id)),
		};
		await work(crew, tagged(storage.sql));
		return crew;
	});
}
