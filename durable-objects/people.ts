import { inflateRawSync } from "node:zlib";
import { env } from "cloudflare:workers";
import type { ChannelId, MyChannel, ServerEvent, User, UserId } from "@clickclack/protocol";
import { ulid } from "ulid";
import { randomTag, taggedId } from "./ids.ts";
import type { Actor } from "./actor.ts";
import { type Door, as } from "./workspace/as.ts";
import type { Workspace } from "./workspace/workspace.ts";

/** The cast of the tests: Ada owns the place, Grace and Linus are members, Gus is a guest. */
export const names = ["ada", "grace", "linus", "gus"] as const;
export type Name = (typeof names)[number];

export const person = (handle: string): User => ({
	id: `usr_${ulid().toLowerCase()}`,
	kind: "human",
	display_name: handle[0]!.toUpperCase() + handle.slice(1),
	handle,
	avatar_url: "",
	created_at: "2026-01-01T00:00:00.000Z",
});

export interface Team extends Record<Name, Door> {
	tag: string;
	stub: DurableObjectStub<Workspace>;
	users: Record<Name, User>;
	general: MyChannel;
	system: Door;
	actor: (name: Name) => Extract<Actor, { kind: "human" }>;
	as: (user_id: UserId) => Door;
}

const actorOf = (user_id: UserId) => ({
	kind: "human" as const,
	user_id,
	session_id: `ses_${user_id.slice(4)}` as const,
	unpaced: true,
});

/** A workspace with the cast in it, in an object of its own. */
export async function newTeam(): Promise<Team> {
	const tag = randomTag();
	const stub = env.WORKSPACE.getByName(tag);
	const system = as(stub, { kind: "system" });
	const users = Object.fromEntries(names.map((name) => [name, person(name)])) as Record<Name, User>;
	const now = new Date().toISOString();
	await system.found({
		workspace: { id: taggedId("wsp", now, tag, 0), name: "Tidepool", slug: `tidepool-${tag}`, created_at: now },
		owner: users.ada,
	});
	await system.admit({ user: users.grace, role: "member" });
	await system.admit({ user: users.linus, role: "member" });
	await system.admit({ user: users.gus, role: "guest" });
	const doors = Object.fromEntries(names.map((name) => [name, as(stub, actorOf(users[name].id))])) as Record<
		Name,
		Door
	>;
	const [general] = await doors.ada.listChannels({});
	return {
		...doors,
		tag,
		stub,
		users,
		system,
		general: general!,
		actor: (name) => actorOf(users[name].id),
		as: (user_id) => as(stub, actorOf(user_id)),
	};
}

/** A socket into a team's workspace, with everything that it heard. */
export interface Ear {
	heard: ServerEvent[];
	frames: string[];
	/** how many of them came deflated */
	deflated: () => number;
	closed: Promise<{ code: number; reason: string }>;
	/** The first event, past or to come, that fits. */
	hear: (fits: (event: ServerEvent) => boolean) => Promise<ServerEvent>;
	hangUp: () => void;
}

export async function listen(team: Team, who: Name, query: Record<string, string> = {}): Promise<Ear> {
	const after_cursor = query["after_cursor"] ?? (await team[who].getSnapshot({})).cursor;
	const url = `http://workspace/?${new URLSearchParams({ ...query, after_cursor }).toString()}`;
	const headers = { upgrade: "websocket", "x-clickclack-actor": JSON.stringify(team.actor(who)) };
	const { webSocket, status } = await team.stub.fetch(url, { headers });
	if (!webSocket) throw new Error(`no socket: ${status}`);
	const ear: Pick<Ear, "heard" | "frames"> = { heard: [], frames: [] };
	let deflated = 0;
	const read = (data: string | ArrayBuffer): string => {
		if (typeof data === "string") return data;
		deflated++;
		return inflateRawSync(data).toString();
	};
	webSocket.binaryType = "arraybuffer";
	const waiting = new Set<() => void>();
	webSocket.addEventListener("message", ({ data }) => {
		const text = read(data as string | ArrayBuffer);
		ear.frames.push(text);
		ear.heard.push(...([JSON.parse(text)] as ServerEvent[]).flat());
		for (const look of waiting) look();
	});
	const closed = new Promise<{ code: number; reason: string }>((resolve) => {
		webSocket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
	});
	webSocket.accept();
	const hear = (fits: (event: ServerEvent) => boolean) =>
		new Promise<ServerEvent>((resolve) => {
			const look = () => {
				const found = ear.heard.find(fits);
				if (!found) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	return { ...ear, deflated: () => deflated, closed, hear, hangUp: () => webSocket.close(1000, "bye") };
}

/** A private channel of Ada's, with Grace in it. */
export async function backRoom(team: Team, name = "back-room"): Promise<ChannelId> {
	const { channel } = await team.ada.createChannel({ name, kind: "private" });
	await team.ada.addChannelMember({ channel_id: channel.id, user_id: team.users.grace.id });
	return channel.id;
}
