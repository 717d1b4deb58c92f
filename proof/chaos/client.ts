import {
	type ClickClack,
	type Conversation,
	type DirectConversation,
	type Projection,
	type ServerEvent,
	apply,
	isDirect,
	isRequestError,
	project,
	reset,
	settle,
} from "@clickclack/sdk";
import type { Prng } from "../prng.ts";
import { ifThere, numOf } from "../site.ts";
import type { Environment } from "./environment.ts";
import { isDurable, keyOf } from "./events.ts";
import type { Person } from "./people.ts";
import { type Frames, SocketRecorder } from "./socket-recorder.ts";

const window_size = 20;

/** A client that listens: it applies what it receives to its projection, and writes down that it received it. */
export class Client {
	readonly name: string;
	readonly #person: Person;
	readonly #env: Environment;
	readonly #frames: Frames;
	#chat!: ClickClack;
	#ending = new AbortController();
	#over: Promise<void> = Promise.resolve();
	#recorder: SocketRecorder | undefined;
	#sockets = 0;
	projection: Projection | undefined;
	session = "";
	num = 0;
	isOpen = false;

	constructor(env: Environment, person: Person, frames: Frames) {
		this.name = `${person.handle}/${frames}`;
		[this.#env, this.#person, this.#frames] = [env, person, frames];
	}

	/** Listens from a fresh snapshot on, or from where it stopped. */
	async open(goesOn = false): Promise<void> {
		if (this.isOpen) return;
		const { session } = this.#person;
		const chat = this.#person.another((url, protocols) => this.#connect(session, url, protocols));
		const snapshot = goesOn && this.projection ? undefined : await chat.workspaces.snapshot(this.#env.workspace_id);
		if (this.isOpen) return;
		this.#chat = chat;
		this.session = session;
		this.isOpen = true;
		this.#ending = new AbortController();
		if (snapshot) this.projection = project(snapshot);
		this.#over = this.#listen(this.#begun());
	}

	/** Writes down where it is: a history begins here. */
	begin(): void {
		const { name: client, session, num } = this;
		this.#env.write({ kind: "opened", client, user: this.#person.user_id, session, num });
		this.#recorder?.begin();
	}

	#connect(session: string, url: string, protocols: string[]): WebSocket {
		const num = numOf(new URL(url).searchParams.get("after_cursor")!);
		const socket = `${this.name}#${++this.#sockets}`;
		this.#recorder = new SocketRecorder(this.#env, { socket, user: this.#person.user_id, session, num });
		return this.#recorder.open(url, protocols, this.#frames);
	}

	async close(): Promise<void> {
		this.#ending.abort();
		await this.#over;
	}

	/** Where it stopped, or anew. */
	async reopen(): Promise<void> {
		await this.close();
		await this.open(this.#person.prng.chance(0.5));
	}

	/** Loads what somebody would look at: a few windows, in place of those before. */
	async look(prng: Prng): Promise<void> {
		const { timelines, conversations, direct_conversations } = this.projection!;
		timelines.clear();
		for (let i = 0; i < 2; i++) {
			const id = prng.of([...(prng.chance(0.3) ? direct_conversations : conversations).keys()]);
			if (id === undefined || timelines.has(id)) continue;
			const page = await this.#chat.messages.list(id, { limit: window_size });
			timelines.set(id, page);
			const root = prng.of(page.messages.filter(({ thread_state }) => thread_state!.reply_count > 0));
			if (!root) continue;
			const { replies, has_older, has_newer } = await this.#chat.threads.get(root.id, { latest: "true" });
			timelines.set(root.id, { messages: replies, has_older, has_newer });
		}
	}

	/** Asks where the events could not tell all. A snapshot is ahead of the windows, so they are let go. */
	async refresh(): Promise<void> {
		const projection = this.projection!;
		if (projection.stale) {
			reset(projection, await this.#chat.workspaces.snapshot(this.#env.workspace_id));
			projection.timelines.clear();
		}
		const { channels, dms } = this.#chat;
		for (const id of projection.unsure)
			settle(
				projection,
				id,
				await ifThere<Conversation | DirectConversation>(isDirect(id) ? dms.get(id) : channels.get(id)),
			);
	}

	async #listen(after: string): Promise<void> {
		const [chat, { workspace_id }, { signal }] = [this.#chat, this.#env, this.#ending];
		const resync = async () => {
			this.projection = project(await chat.workspaces.snapshot(workspace_id));
			return this.#begun();
		};
		let code = "closed";
		try {
			for await (const frame of chat.frames(workspace_id, { after, signal, resync })) {
				for (const event of frame) this.#deliver(event);
				// what does not come now comes when all is quiet
				await this.refresh().catch(() => {});
			}
		} catch (error) {
			if (!isRequestError(error)) throw error;
			code = error.code;
		}
		this.isOpen = false;
		this.#recorder = undefined;
		this.#env.write({ kind: "ended", client: this.name, code });
	}

	/** From where its projection is. */
	#begun(): string {
		const { cursor } = this.projection!;
		this.num = numOf(cursor);
		this.begin();
		return cursor;
	}

	/** What is not kept is looked at where it comes in: see socket-recorder.ts. */
	#deliver(event: ServerEvent): void {
		if (!isDurable(event)) return;
		const num = numOf(event.cursor);
		this.num = Math.max(this.num, num);
		this.#env.write({ kind: "delivered", client: this.name, num, key: keyOf(event) });
		apply(this.projection!, event);
	}
}
