import { type Built, Server, build, scratch } from "../../test/server.ts";
import type { Row } from "./history.ts";
import { keyOf } from "./keys.ts";
import type { Wire } from "./wire.ts";

/** A channel as it is on disk. */
export interface DiskChannel {
	id: string;
	kind: "public" | "private";
	name: string;
}

interface DiskEvent {
	num: number;
	type: Row["type"];
	channel_id: string | null;
	seq: number | null;
	created_at: string;
	ids_json: string;
}

interface Ids {
	user_id?: string;
	author_id?: string;
	message_id?: string;
	root_message_id?: string;
	nonce?: string;
	role?: Row["role"];
	last_read_seq?: number;
}

function toRow({ num, type, channel_id, seq, created_at, ids_json }: DiskEvent): Row {
	const ids = JSON.parse(ids_json) as Ids;
	return {
		kind: "row",
		at: Date.parse(created_at),
		num,
		type,
		key: keyOf({ type, channel_id, payload: ids }),
		channel: channel_id ?? undefined,
		seq: ids.last_read_seq ?? seq ?? undefined,
		user: ids.user_id ?? ids.author_id,
		message: ids.message_id,
		root: ids.root_message_id,
		nonce: ids.nonce,
		role: ids.role,
	};
}

let building: Promise<Built> | undefined;

/** The server: killed, started again, and looked into where its public doors do not lead. */
export class Host {
	readonly #built: Built;
	readonly #wire: Wire;
	readonly #data = scratch();
	#server: Server | undefined;
	#up: Promise<void> = Promise.resolve();
	isUp = true;
	/** what the server called bugs of its own: stopping an object is none */
	readonly bugs: string[] = [];
	readonly counts = {
		kills: 0,
		workspaces_stopped: 0,
		directories_stopped: 0,
		workspaces_woken: 0,
		workspaces_slept: 0,
	};

	private constructor(built: Built, wire: Wire) {
		this.#built = built;
		this.#wire = wire;
	}

	/** @param fault for the checks to find: see entry.ts */
	static async start(wire: Wire, fault?: string): Promise<Host> {
		building ??= build("wrangler.toml", "proof/torture/entry.ts");
		const built = await building;
		const env = { ...built.env, ...(fault !== undefined && { FAULT: { type: "text" as const, value: fault } }) };
		const host = new Host({ ...built, env }, wire);
		await host.#serve();
		return host;
	}

	/** Resolves when it can be talked to. */
	get up(): Promise<void> {
		return this.#up;
	}

	/** SIGKILL, and another one on the same data. */
	async killed(): Promise<void> {
		await this.#look();
		this.counts.kills++;
		this.isUp = false;
		this.#up = this.#server!.kill().then(() => this.#serve());
		await this.#up;
		this.isUp = true;
	}

	/** Throws an object out of memory, in the middle of whatever it does. */
	async stop(tag?: string): Promise<void> {
		if (tag === undefined) this.counts.directories_stopped++;
		else this.counts.workspaces_stopped++;
		await this.#side(`stop${tag === undefined ? "" : `?tag=${tag}`}`);
	}

	/** Counts it when the workspace was made anew in between, with nothing going wrong. */
	async countSleep(rest: () => Promise<void>): Promise<void> {
		const before = await this.#woken();
		await rest();
		if ((await this.#woken()) > before) this.counts.workspaces_slept++;
	}

	/** The log after `num`, and all channels. */
	async disk(tag: string, num: number): Promise<{ rows: Row[]; channels: DiskChannel[] }> {
		const rows: Row[] = [];
		for (;;) {
			const after = rows.at(-1)?.num ?? num;
			const page = (await this.#side(`disk?tag=${tag}&after=${after}`)) as {
				events: DiskEvent[];
				channels: DiskChannel[];
			};
			rows.push(...page.events.map(toRow));
			if (page.events.length === 0) return { rows, channels: page.channels };
		}
	}

	async end(): Promise<void> {
		await this.#look();
		await this.#server!.kill();
	}

	/** Before this process is gone. */
	async #look(): Promise<void> {
		this.counts.workspaces_woken += await this.#woken();
		this.bugs.push(...this.#server!.logged.filter((line) => line.includes('"stack"')));
	}

	/** How often this process has made a Workspace. */
	async #woken(): Promise<number> {
		return (await this.#side("woken")) as number;
	}

	async #side(path: string): Promise<unknown> {
		const answer = await fetch(`${this.#server!.url}/torture/${path}`, { method: "POST" });
		return await answer.json();
	}

	async #serve(): Promise<void> {
		this.#server = await Server.start(this.#built, this.#data);
		this.#wire.lead(this.#server.url);
	}
}
