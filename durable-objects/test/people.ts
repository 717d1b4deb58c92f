import { inflateRawSync } from "node:zlib";
import { env } from "cloudflare:workers";
import type { Act, Answer, ChannelId, MyChannel, Role, ServerEvent, User, UserId } from "@clickclack/protocol";
import { ulid } from "ulid";
import { randomTag, taggedId } from "../ids.ts";
import type { Actor } from "../actor.ts";
import { type WorkspaceClient, actingAs } from "../workspace/client.ts";
import type { Workspace } from "../workspace/workspace.ts";

export const person = (handle: string): User => ({
	id: `usr_${ulid().toLowerCase()}`,
	kind: "human",
	display_name: handle[0]!.toUpperCase() + handle.slice(1),
	handle,
	avatar_url: "",
	created_at: "2026-01-01T00:00:00.000Z",
});

/** A workspace and the people in it, each with their own client of it. */
export type Cast<Name extends string> = Record<Name, WorkspaceClient> & {
	tag: string;
	stub: DurableObjectStub<Workspace>;
	users: Record<Name, User>;
	general: MyChannel;
	system: WorkspaceClient;
	actor: (name: Name) => Extract<Actor, { kind: "person" }>;
	as: (user_id: UserId) => WorkspaceClient;
};

const actorOf = (user_id: UserId) => ({
	kind: "person" as const,
	user_id,
	session_id: `ses_${user_id.slice(4)}` as const,
	isUnlimited: true,
});

/** The object of a workspace that nobody has made yet. */
export function newPlace(): Pick<Team, "tag" | "stub"> {
	const tag = randomTag();
	return { tag, stub: env.WORKSPACE.getByName(tag) };
}

/** Makes a workspace with these people in it; one of them owns it. @param enter makes the client of an actor */
export async function initialize<Name extends string>(
	place: Pick<Team, "tag" | "stub">,
	roles: Record<Name, Role>,
	enter: (actor: Actor) => WorkspaceClient,
): Promise<Cast<Name>> {
	const all = Object.keys(roles) as Name[];
	const each = <T>(make: (name: Name) => T) =>
		Object.fromEntries(all.map((name) => [name, make(name)])) as Record<Name, T>;
	const users = each(person);
	const clients = each((name) => enter(actorOf(users[name].id)));
	const system = enter({ kind: "system" });
	const owner = all.find((name) => roles[name] === "owner")!;
	const now = new Date().toISOString();
	const named = { name: "Tidepool", slug: `tidepool-${place.tag}`, created_at: now };
	await system.initialize({
		workspace: { id: taggedId("wsp", Date.parse(now), place.tag, 0), ...named },
		owner: { user: users[owner] },
		channels: ["general"],
	});
	const others = all.filter((name) => name !== owner);
	await Promise.all(others.map((name) => system.admit({ user: users[name], role: roles[name] })));
	const [general] = await clients[owner].listChannels({});
	const actor = (name: Name) => actorOf(users[name].id);
	const as = (user_id: UserId) => enter(actorOf(user_id));
	return { ...place, ...clients, users, system, general: general!, actor, as };
}

const roles = { ada: "owner", grace: "member", linus: "member", gus: "guest" } satisfies Record<string, Role>;
/** The cast of the tests: Ada owns the place, Grace and Linus are members, Gus is a guest. */
export type Name = keyof typeof roles;
export const names = Object.keys(roles) as Name[];
export type Team = Cast<Name>;

/** A workspace with the cast in it, in an object of its own. */
export async function newTeam(): Promise<Team> {
	const place = newPlace();
	return await initialize(place, roles, (actor) => actingAs(place.stub, actor));
}

/** A socket into a team's workspace, with everything that it received. */
export interface Listener {
	received: ServerEvent[];
	frames: string[];
	/** how many of them came deflated */
	deflated: () => number;
	closed: Promise<{ code: number; reason: string }>;
	/** The first event, past or to come, that fits. */
	receive: (fits: (event: ServerEvent) => boolean) => Promise<ServerEvent>;
	/** Sends a message as it is. */
	say: (message: string | ArrayBuffer) => void;
	/** Calls an operation on the socket. */
	act: (name: string, input: object, more?: Partial<Act>) => Promise<Answer>;
	disconnect: () => void;
}

/** What comes is kept in it, and told to those who wait. */
function recording() {
	const received: ServerEvent[] = [];
	const frames: string[] = [];
	const answers: Answer[] = [];
	let deflated = 0;
	const waiting = new Set<() => void>();
	const take = (data: string | ArrayBuffer) => {
		if (typeof data !== "string") deflated++;
		const text = typeof data === "string" ? data : inflateRawSync(data).toString();
		frames.push(text);
		if (text === "pong") return;
		const frame = JSON.parse(text) as ServerEvent | ServerEvent[] | Answer;
		if ("answer" in frame) answers.push(frame);
		else received.push(...[frame].flat());
		for (const look of waiting) look();
	};
	const first = <T>(all: T[], fits: (one: T) => boolean): Promise<T> =>
		new Promise((resolve) => {
			const look = () => {
				const found = all.find(fits);
				if (!found) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	const receive: Listener["receive"] = (fits) => first(received, fits);
	const answer = (act: number) => first(answers, (one) => one.answer === act);
	return { take, answer, listener: { received, frames, deflated: () => deflated, receive } };
}

export async function listen(
	team: Pick<Team, Name | "actor" | "stub">,
	who: Name,
	query: Record<string, string> = {},
	actor: Actor = team.actor(who),
): Promise<Listener> {
	const after_cursor = query["after_cursor"] ?? (await team[who].getSnapshot({})).cursor;
	const url = `http://workspace/?${new URLSearchParams({ ...query, after_cursor }).toString()}`;
	const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(actor) };
	const { webSocket, status } = await team.stub.fetch(url, { headers });
	if (!webSocket) throw new Error(`no socket: ${status}`);
	const { take, answer, listener } = recording();
	webSocket.binaryType = "arraybuffer";
	webSocket.addEventListener("message", ({ data }) => take(data as string | ArrayBuffer));
	const closed: Listener["closed"] = new Promise((resolve) => {
		webSocket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
	});
	webSocket.accept();
	let count = 0;
	const act: Listener["act"] = (name, input, more) => {
		const sent = { act: count++, name, input, ...more };
		webSocket.send(JSON.stringify(sent));
		return answer(sent.act);
	};
	const say: Listener["say"] = (message) => webSocket.send(message);
	return { ...listener, closed, say, act, disconnect: () => webSocket.close(1000, "bye") };
}

/** A private channel of Ada's, with Grace in it. */
export async function backRoom(team: Team, name = "back-room"): Promise<ChannelId> {
	const { channel } = await team.ada.createChannel({ name, kind: "private" });
	await team.ada.addChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
	return channel.id;
}
