import type { Role } from "@clickclack/sdk";
import { build } from "../../test/server.ts";
import { Site, withFault } from "../site.ts";
import { aboutOf, keyOf } from "./events.ts";
import type { Of, Row } from "./history.ts";

let building: ReturnType<typeof build> | undefined;

/** What is on disk, as entry.ts answers. */
interface Disk {
	events: (Pick<Row, "num" | "type"> &
		Record<"conversation_id" | "created_at", string> & { seq: number; ids: { last_read_seq?: number; role?: Role } })[];
	channels: { id: string; kind: "public" | "private" | "direct"; members_json: string }[];
}

function toRow({ num, type, conversation_id, seq, created_at, ids: payload }: Disk["events"][number]): Row {
	const told = { type, channel_id: conversation_id, payload };
	const more = { seq: payload.last_read_seq ?? seq ?? undefined, role: payload.role };
	return { kind: "row", at: Date.parse(created_at), num, type, key: keyOf(told), ...aboutOf(told), ...more };
}

/** The server: killed, started again, and looked into where its public doors do not lead. */
export class Host {
	readonly site: Site;
	up: Promise<void> = Promise.resolve();
	isUp = true;
	/** what the server called bugs of its own: stopping an object is none */
	readonly bugs: string[] = [];
	readonly counts = { kills: 0, workspaces_stopped: 0, directories_stopped: 0, sleeps: 0, sleeps_by_itself: 0 };

	/** how long a client may take to receive the last of what happened; a faulty server may never send it */
	readonly patience_ms: number;

	private constructor(site: Site, patience_ms: number) {
		this.site = site;
		this.patience_ms = patience_ms;
	}

	/** @param fault for the checks to find: see entry.ts */
	static async start(fault?: string): Promise<Host> {
		building ??= build("wrangler.toml", "proof/chaos/entry.ts");
		const built = await building;
		// the door by which a workspace is put to sleep
		const compatibilityFlags = [...(built.compatibilityFlags ?? []), "unsafe_module"];
		const site = await Site.of({ ...withFault(built, fault), compatibilityFlags });
		return new Host(site, fault === undefined ? 20_000 : 4_000);
	}

	/** SIGKILL, and another one on the same data. */
	kill(): void {
		this.up = this.up.then(() => this.#restart());
	}

	async #restart(): Promise<void> {
		this.isUp = false;
		this.#noteBugs();
		await this.site.restart();
		this.isUp = true;
		this.counts.kills++;
	}

	/** Throws an object out of memory, in the middle of whatever it does. */
	async stop(tag?: string): Promise<void> {
		await this.#side(`stop${tag === undefined ? "" : `?tag=${tag}`}`);
		this.counts[tag === undefined ? "directories_stopped" : "workspaces_stopped"]++;
	}

	/** Puts a workspace to sleep with its sockets open, as 10 s without a word would; one that is too busy stays awake. */
	async sleep(tag: string): Promise<void> {
		if (await this.#side(`sleep?tag=${tag}`)) this.counts.sleeps++;
	}

	/** How often a workspace was made anew in memory. */
	async woken(): Promise<number> {
		return await this.#side("woken");
	}

	/** The log after `num`, and all channels and direct conversations. */
	async disk(tag: string, num: number): Promise<{ rows: Row[]; channels: Of<"channel">[] }> {
		const rows: Row[] = [];
		for (;;) {
			const { events, channels } = await this.#side<Disk>(`disk?tag=${tag}&after=${rows.at(-1)?.num ?? num}`);
			rows.push(...events.map(toRow));
			if (events.length > 0) continue;
			const toEntry = ({ id, kind, members_json }: Disk["channels"][number]) => ({
				channel: id,
				isPublic: kind === "public",
				...(kind === "direct" && { members: JSON.parse(members_json) as string[] }),
			});
			return { rows, channels: channels.map((one) => ({ kind: "channel", at: Date.now(), ...toEntry(one) })) };
		}
	}

	/** Nothing of it is left running, whatever it says at the end. */
	async end(): Promise<void> {
		await this.up.catch(() => {});
		await this.woken().catch(() => this.bugs.push("the server was gone before it was asked to go"));
		this.#noteBugs();
		await this.site.stop();
	}

	#noteBugs(): void {
		this.bugs.push(...this.site.server.logged.filter((line) => line.includes('"stack"')));
	}

	async #side<T>(path: string): Promise<T> {
		const answer = await fetch(`${this.site.url}/chaos/${path}`, { method: "POST" });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}
}
