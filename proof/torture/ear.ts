import {
	type ClickClack,
	type MyChannel,
	type Projection,
	type ServerEvent,
	type Snapshot,
	apply,
	isRequestError,
	project,
	reset,
	take,
} from "@clickclack/sdk";
import type { Dice } from "./dice.ts";
import type { Entry } from "./history.ts";
import { numOf } from "../cursor.ts";
import { keyOf } from "./keys.ts";
import type { Person } from "./person.ts";
import { type Frames, Tap } from "./tap.ts";

const window_size = 20;

/** A client that listens: it folds what it hears, and writes down that it heard it. */
export class Ear {
	readonly name: string;
	readonly person: Person;
	readonly #workspace_id: string;
	readonly #write: (entry: Entry) => void;
	readonly #frames: Frames;
	#chat: ClickClack | undefined;
	#ending = new AbortController();
	#over: Promise<void> = Promise.resolve();
	#tap: Tap | undefined;
	#taps = 0;
	projection: Projection | undefined;
	session = "";
	/** the last that it heard */
	num = 0;
	isOpen = false;

	constructor(person: Person, frames: Frames, workspace_id: string, write: (entry: Entry) => void) {
		this.name = `${person.handle}/${frames}`;
		this.person = person;
		this.#frames = frames;
		this.#workspace_id = workspace_id;
		this.#write = write;
	}

	/** Listens from a fresh snapshot on, or from where it stopped. */
	async open(goesOn = false): Promise<void> {
		if (this.isOpen) return;
		const { session } = this.person;
		const chat = this.person.another((url, protocols) => this.#dial(session, url, protocols));
		const known = goesOn ? this.projection : undefined;
		const snapshot = known ? undefined : await chat.workspaces.snapshot(this.#workspace_id);
		if (this.isOpen) return;
		this.#chat = chat;
		this.session = session;
		this.isOpen = true;
		this.#ending = new AbortController();
		if (snapshot) this.#take(snapshot, "began");
		else {
			this.num = numOf(this.projection!.cursor);
			this.begin("goes on");
		}
		this.#over = this.#listen(chat, this.projection!.cursor);
	}

	/** Writes down where it is: a history begins here. */
	begin(how: "began" | "resynced" | "goes on"): void {
		const { name: ear, session, num } = this;
		this.#write({ kind: "opened", at: Date.now(), ear, user: this.person.user_id, session, num, how });
		this.#tap?.begin();
	}

	#dial(session: string, url: string, protocols: string[]): WebSocket {
		const num = numOf(new URL(url).searchParams.get("after_cursor")!);
		const socket = `${this.name}#${++this.#taps}`;
		this.#tap = new Tap({ socket, user: this.person.user_id, session, num }, this.#write);
		return this.#tap.open(url, protocols, this.#frames);
	}

	/** Ends it from our side. */
	async hangUp(): Promise<void> {
		this.#ending.abort();
		await this.#over;
	}

	/** Loads what somebody would look at: a few windows, in place of those before. */
	async look(dice: Dice): Promise<void> {
		const { timelines, conversations } = this.projection!;
		timelines.clear();
		for (let i = 0; i < 2; i++) {
			const id = dice.of([...conversations.keys()]);
			if (id === undefined || timelines.has(id)) continue;
			const page = await this.#chat!.messages.list(id, { limit: window_size });
			timelines.set(id, page);
			const root = dice.of(page.messages.filter(({ thread_state }) => thread_state!.reply_count > 0));
			if (!root) continue;
			const { replies, has_older, has_newer } = await this.#chat!.threads.get(root.id, { latest: "true" });
			timelines.set(root.id, { messages: replies, has_older, has_newer });
		}
	}

	/** Asks where the events could not tell all. A snapshot is ahead of the windows, so they are let go. */
	async refresh(): Promise<void> {
		const projection = this.projection!;
		if (projection.stale) {
			reset(projection, await this.#chat!.workspaces.snapshot(this.#workspace_id));
			projection.timelines.clear();
		}
		for (const id of projection.unsure) take(projection, id, await this.#channel(id));
	}

	async #channel(id: string): Promise<MyChannel | undefined> {
		return await this.#chat!.channels.get(id).catch((error: unknown) => {
			if (isRequestError(error, "not_found")) return undefined;
			throw error;
		});
	}

	async #listen(chat: ClickClack, after: string): Promise<void> {
		const { signal } = this.#ending;
		const resync = async () => this.#take(await chat.workspaces.snapshot(this.#workspace_id), "resynced");
		let code = "hung up";
		try {
			for await (const frame of chat.frames(this.#workspace_id, { after, signal, resync })) {
				for (const event of frame) this.#hear(event);
				// what does not come now comes when all is quiet
				await this.refresh().catch(() => {});
			}
		} catch (error) {
			if (!isRequestError(error)) throw error;
			code = error.code;
		}
		this.isOpen = false;
		this.#tap = undefined;
		this.#write({ kind: "ended", at: Date.now(), ear: this.name, code });
	}

	#take(snapshot: Snapshot, how: "began" | "resynced"): string {
		this.projection = project(snapshot);
		this.num = numOf(snapshot.cursor);
		this.begin(how);
		return snapshot.cursor;
	}

	/** What is not kept is looked at where it comes in: see tap.ts. */
	#hear(event: ServerEvent): void {
		if (!("cursor" in event)) return;
		this.num = Math.max(this.num, numOf(event.cursor));
		this.#write({ kind: "heard", at: Date.now(), ear: this.name, num: numOf(event.cursor), key: keyOf(event) });
		apply(this.projection!, event);
	}
}
