import type { Built } from "../../server/built.ts";
import { build } from "../../test/server.ts";
import { Site, withFault } from "../site.ts";
import { type DiskChannel, type DiskPage, toRow } from "./disk.ts";
import type { Row } from "./history.ts";
import type { Network } from "./network.ts";

let building: Promise<Built> | undefined;

/** The server: killed, started again, and looked into where its public doors do not lead. */
export class Host {
	readonly #site: Site;
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

	private constructor(site: Site) {
		this.#site = site;
	}

	/** @param fault for the checks to find: see entry.ts */
	static async start(network: Network, fault?: string): Promise<Host> {
		building ??= build("wrangler.toml", "proof/chaos/entry.ts");
		const built = await building;
		// the door by which a workspace is put to sleep
		const compatibilityFlags = [...(built.compatibilityFlags ?? []), "unsafe_module"];
		const site = await Site.of({ ...withFault(built, fault), compatibilityFlags });
		network.lead(site.url);
		return new Host(site);
	}

	get up(): Promise<void> {
		return this.#up;
	}

	/** SIGKILL, and another one on the same data. */
	async killed(): Promise<void> {
		await this.#look();
		this.isUp = false;
		this.#up = this.#site.restart();
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
		await this.#site.stop();
	}

	async #look(): Promise<void> {
		this.counts.workspaces_woken += await this.#woken();
		this.bugs.push(...this.#site.server.logged.filter((line) => line.includes('"stack"')));
	}

	async #woken(): Promise<number> {
		return (await this.#side("woken")) as number;
	}

	async #side(path: string): Promise<unknown> {
		const answer = await fetch(`${this.#site.url}/chaos/${path}`, { method: "POST" });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return await answer.json();
	}
}
