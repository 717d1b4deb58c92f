import type { Built } from "../../server/built.ts";
import { Server, build, scratch } from "../../test/server.ts";
import { type DiskChannel, type DiskPage, toRow } from "./disk.ts";
import type { Row } from "./history.ts";
import type { Network } from "./network.ts";

let building: Promise<Built> | undefined;

/** The server: killed, started again, and looked into where its public doors do not lead. */
export class Host {
	readonly #built: Built;
	readonly #network: Network;
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
		sleeps: 0,
		sleeps_by_itself: 0,
	};

	private constructor(built: Built, network: Network) {
		this.#built = built;
		this.#network = network;
	}

	/** @param fault for the checks to find: see entry.ts */
	static async start(network: Network, fault?: string): Promise<Host> {
		building ??= build("wrangler.toml", "proof/chaos/entry.ts");
		const built = await building;
		const env = { ...built.env, ...(fault !== undefined && { FAULT: { type: "text" as const, value: fault } }) };
		// the door by which a workspace is put to sleep
		const compatibilityFlags = [...(built.compatibilityFlags ?? []), "unsafe_module"];
		const host = new Host({ ...built, env, compatibilityFlags }, network);
		await host.#serve();
		return host;
	}

	get up(): Promise<void> {
		return this.#up;
	}

	/** SIGKILL, and another one on the same data. */
	async killed(): Promise<void> {
		await this.#look();
		this.isUp = false;
		this.#up = this.#server!.kill().then(() => this.#serve());
		await this.#up;
		this.isUp = true;
		this.counts.kills++;
	}

	/** Throws an object out of memory, in the middle of whatever it does. */
	async stop(tag?: string): Promise<void> {
		await this.#side(`stop${tag === undefined ? "" : `?tag=${tag}`}`);
		if (tag === undefined) this.counts.directories_stopped++;
		else this.counts.workspaces_stopped++;
	}

	/** Puts a workspace to sleep with its sockets open, as 10 s without a word would; one that is too busy stays awake. */
	async sleep(tag: string): Promise<void> {
		if (await this.#side(`sleep?tag=${tag}`)) this.counts.sleeps++;
	}

	/** Counts it when the workspace was made anew in between, with nothing going wrong. */
	async countSleep(rest: () => Promise<void>): Promise<void> {
		const before = await this.#woken();
		await rest();
		if ((await this.#woken()) > before) this.counts.sleeps_by_itself++;
	}

	async disk(tag: string, num: number): Promise<{ rows: Row[]; channels: DiskChannel[] }> {
		const rows: Row[] = [];
		for (;;) {
			const after = rows.at(-1)?.num ?? num;
			const { events, channels } = (await this.#side(`disk?tag=${tag}&after=${after}`)) as DiskPage;
			rows.push(...events.map(toRow));
			if (events.length === 0) return { rows, channels };
		}
	}

	/** Nothing of it is left running, whatever it says at the end. */
	async end(): Promise<void> {
		await this.#up.catch(() => {});
		await this.#look().catch(() => this.bugs.push("the server was gone before it was asked to go"));
		await this.#server?.kill();
	}

	async #look(): Promise<void> {
		this.counts.workspaces_woken += await this.#woken();
		this.bugs.push(...this.#server!.logged.filter((line) => line.includes('"stack"')));
	}

	async #woken(): Promise<number> {
		return (await this.#side("woken")) as number;
	}

	async #side(path: string): Promise<unknown> {
		const answer = await fetch(`${this.#server!.url}/chaos/${path}`, { method: "POST" });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return await answer.json();
	}

	async #serve(): Promise<void> {
		this.#server = await Server.start(this.#built, this.#data);
		this.#network.lead(this.#server.url);
	}
}
