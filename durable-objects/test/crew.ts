import { runInDurableObject } from "cloudflare:test";
import type { ChannelId, Role } from "@clickclack/protocol";
import { client } from "../client.ts";
import { type Sql, tagged } from "../sql.ts";
import type { commands, queries } from "../workspace/index.ts";
import { actingAs } from "../workspace/client.ts";
import { type Cast, initialize, newPlace } from "./people.ts";

/** The cast of the tests and more, for what happens by chance. */
const roles = {
	ada: "owner",
	mara: "moderator",
	grace: "member",
	linus: "member",
	gus: "guest",
	gil: "guest",
} satisfies Record<string, Role>;
export type CrewName = keyof typeof roles;
export const crewNames = Object.keys(roles) as CrewName[];

export type Crew = Cast<CrewName>;

type Enter = Parameters<typeof initialize<CrewName>>[2];

/** One guest is in #general, both are in a private channel. */
async function populate(place: ReturnType<typeof newPlace>, enter: Enter): Promise<Crew> {
	const crew = await initialize(place, roles, enter);
	const { channel } = await crew.ada.createChannel({ name: "back-room", kind: "private" });
	const add = (name: CrewName, channel_id: ChannelId) =>
		crew.ada.addChannelMember({ channel_id, user_id: crew.users[name].id });
	await Promise.all([
		add("gus", crew.general.id),
		...(["grace", "gus", "gil"] as const).map((name) => add(name, channel.id)),
	]);
	return crew;
}

/** A workspace with the crew, called from outside of its object, as by the Worker. */
export async function newCrew(): Promise<Crew> {
	const place = newPlace();
	return await populate(place, (actor) => actingAs(place.stub, actor));
}

/**
 * Gives `work` a workspace of its own, from inside of its object: there a call costs a thirtieth of one that comes from
 * outside.
 * @param work also gets the object's storage
 */
export async function withCrew(work: (crew: Crew, sql: Sql) => Promise<void>): Promise<Crew> {
	const place = newPlace();
	return await runInDurableObject(place.stub, async (workspace, { storage }) => {
		const crew = await populate(place, (actor) => client<typeof commands & typeof queries>(workspace, actor));
		await work(crew, tagged(storage.sql));
		return crew;
	});
}
