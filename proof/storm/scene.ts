import { setTimeout as pause } from "node:timers/promises";
import { ClickClack } from "@clickclack/sdk";
import { Connection } from "../../bench/connection.ts";
import type { Built } from "../../server/built.ts";
import { Server, admin_token, scratch } from "../../test/server.ts";
import { numOf } from "../cursor.ts";
import { each } from "../lanes.ts";
import type { Comeback } from "./comebacks.ts";
import { stamp } from "./frames.ts";
import { Listener } from "./listener.ts";

const at_once = 32;
const first = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool" };

/** A server with a workspace of many people. Every other one is in a private channel too, so not all hear the same. */
export class Scene {
	readonly #built: Built;
	readonly #data = scratch();
	readonly #people: string[] = [];
	readonly #channels: string[] = [];
	server!: Server;
	#ada!: ClickClack;
	#workspace_id = "";
	#sent = 0;

	constructor(built: Built) {
		this.#built = built;
	}

	async start(crowd: number): Promise<void> {
		this.server = await Server.start(this.#built, this.#data);
		const { admin } = new ClickClack({ baseUrl: this.server.url, token: admin_token });
		const { user, workspace } = await admin.bootstrap(first);
		this.#workspace_id = workspace.id;
		this.#people.push(user.id);
		const others = Array.from({ length: crowd - 1 }, (_, index) => index + 1);
		const admit = async (person: number) => {
			const who = { name: `Person ${person}`, email: `person-${person}@example.com`, role: "member" as const };
			this.#people[person] = (await admin.createUser({ ...who, workspace_id: workspace.id })).id;
		};
		await each(others, admit, at_once);
		this.#ada = this.#as(0);
		const { channel } = await this.#ada.channels.create(workspace.id, { name: "back-room", kind: "private" });
		const add = (person: number) => this.#ada.channels.addMember(channel.id, this.#people[person]!);
		await each(others.filter(isInsider), add, at_once);
		this.#channels.push(...(await this.#ada.channels.list(workspace.id)).map(({ id }) => id));
	}

	/** On loopback one may be anybody. */
	#as(person: number): ClickClack {
		const asThem: typeof fetch = (url, init) => {
			const headers = new Headers(init?.headers);
			headers.set("x-clickclack-user", this.#people[person]!);
			return fetch(url, { ...init, headers });
		};
		return new ClickClack({ baseUrl: this.server.url, fetch: asThem });
	}

	/** SIGKILL, and a new process on the same data and port. */
	async restart(): Promise<void> {
		const port = Number(new URL(this.server.url).port);
		await this.server.kill();
		this.server = await Server.start(this.#built, this.#data, port);
	}

	async end(): Promise<void> {
		// one that never began or is dead already fails to be killed, which is no news
		await this.server?.kill().catch(() => {});
	}

	/** Ada sends messages, `in_flight` at a time, as long as `isMore` says. @returns how long each took, in ms */
	async speak(isMore: () => boolean, { in_flight = at_once, padding = "", pause_ms = 0 } = {}): Promise<number[]> {
		const took: number[] = [];
		const headers = `x-clickclack-user: ${this.#people[0]}\r\ncontent-type: application/json\r\n`;
		const lane = async () => {
			const connection = new Connection(this.server.url);
			while (isMore()) {
				const began = performance.now();
				const channel = this.#channels[this.#sent++ % 4 === 0 ? 0 : 1];
				const body = JSON.stringify({ body: stamp(began) + padding });
				await connection.post(`/api/channels/${channel}/messages`, headers, body);
				took.push(performance.now() - began);
				if (pause_ms > 0) await pause(pause_ms);
			}
			connection.close();
		};
		await Promise.all(Array.from({ length: in_flight }, lane));
		return took;
	}

	/** Everything that a person may hear, as GET tells it: the cursors of the log. */
	async log(person: number): Promise<string[]> {
		const chat = this.#as(person);
		const cursors: string[] = [];
		for (let isMore = true; isMore;) {
			const query = { workspace_id: this.#workspace_id, after_cursor: cursors.at(-1) ?? "", limit: 500 };
			const { events, has_more } = await chat.realtime.events(query);
			cursors.push(...events.map(({ cursor }) => cursor));
			isMore = has_more;
		}
		return cursors;
	}

	async online(): Promise<number> {
		return (await this.#ada.workspaces.snapshot(this.#workspace_id)).online_user_ids.length;
	}

	/** @param goal the place in the log at which they have caught up */
	listen({ person, goal, ...query }: Pick<Comeback, "person" | "after_cursor" | "frames" | "goal">): Listener {
		const search = new URLSearchParams({ workspace_id: this.#workspace_id, ...query });
		const url = `${this.server.url}/api/realtime/ws?${search}`;
		return new Listener(url, this.#people[person]!, numOf(query.after_cursor), goal);
	}
}

export const isInsider = (person: number): boolean => person % 2 === 0;
