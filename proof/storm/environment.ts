import { setTimeout as pause } from "node:timers/promises";
import type { ClickClack, UserId, WorkspaceId } from "@clickclack/sdk";
import { Connection } from "../../bench/connection.ts";
import { numOf } from "../site.ts";
import { each } from "../each.ts";
import type { Site } from "../site.ts";
import { Listener, stamp } from "./listener.ts";
import type { Return } from "./returns.ts";

const at_once = 32;
const first = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool", channels: ["general"] };

/** A workspace of many people. Every other one is in a private channel too, so not all hear the same. */
export class Environment {
	readonly site: Site;
	readonly #people: UserId[] = [];
	readonly #channels: string[] = [];
	#workspace_id: WorkspaceId = "wsp_";
	#sent = 0;

	constructor(site: Site) {
		this.site = site;
	}

	async start(crowd: number): Promise<void> {
		const { admin } = this.site.operator;
		const { user, workspace } = await admin.bootstrap(first);
		this.#workspace_id = workspace.id;
		this.#people.push(user.id);
		const others = Array.from({ length: crowd - 1 }, (_, index) => index + 1);
		const admit = async (person: number) => {
			const who = { name: `Person ${person}`, email: `person-${person}@example.com`, role: "member" as const };
			this.#people[person] = (await admin.createUser({ ...who, workspace_id: workspace.id })).id;
		};
		await each(others, admit, at_once);
		const { channels } = this.#as(0);
		const { channel } = await channels.create(workspace.id, { name: "back-room", kind: "private" });
		const add = (person: number) => channels.addMember(channel.id, this.#people[person]!);
		await each(others.filter(isInsider), add, at_once);
		this.#channels.push(...(await channels.list(workspace.id)).map(({ id }) => id));
	}

	#as(person: number): ClickClack {
		return this.site.as(this.#people[person]);
	}

	/** Ada sends messages, `in_flight` at a time, as long as `isMore` says. @returns how long each took, in ms */
	async speak(isMore: () => boolean, { in_flight = at_once, padding = "", pause_ms = 0 } = {}): Promise<number[]> {
		const took: number[] = [];
		const headers = `x-clickclack-user: ${this.#people[0]}\r\ncontent-type: application/json\r\n`;
		const lane = async () => {
			const connection = new Connection(this.site.url);
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

	/** @param goal the place in the log at which they have caught up */
	listen({ person, goal, ...query }: Pick<Return, "person" | "after_cursor" | "frames" | "goal">): Listener {
		const search = new URLSearchParams({ workspace_id: this.#workspace_id, ...query });
		const url = `${this.site.url}/api/realtime/ws?${search}`;
		return new Listener(url, this.#people[person]!, numOf(query.after_cursor), goal);
	}
}

export const isInsider = (person: number): boolean => person % 2 === 0;
