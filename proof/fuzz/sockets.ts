import fc from "fast-check";
import { contract } from "../operations.ts";
import { wrongAnswer } from "../schemas.ts";
import type { Site } from "../site.ts";
import { RecordedSocket } from "../websocket.ts";
import { Fixtures } from "./fixtures.ts";
import { type Frame, encoded, ping, speeches } from "./frames.ts";
import type { Results } from "./results.ts";

const kinds = ["single", "batch", "compressed", "lean"] as const;
/** The observers are asked whether they still receive after so many calls. */
const asked_every = 10;
const at_once = 4;

/**
 * Says all kinds of things on sockets, while others only listen on the same workspace and ought to receive everything.
 */
export class SocketFuzzer {
	readonly #site: Site;
	readonly #results: Results;
	#fixtures!: Fixtures;
	readonly #observers = new Map<(typeof kinds)[number], RecordedSocket>();
	readonly #posted: string[] = [];
	calls = 0;

	constructor(site: Site, results: Results) {
		this.#site = site;
		this.#results = results;
	}

	async run(seed: number, calls: number): Promise<void> {
		this.#fixtures = await Fixtures.make(this.#site);
		for (const kind of kinds) this.#observers.set(kind, await this.#open("owner", kind));
		const property = fc.asyncProperty(speeches, (frames) => this.#call(frames));
		const lanes = Array.from({ length: at_once }, (_, i) =>
			fc.check(property, { seed: seed + i, numRuns: calls / at_once, endOnFailure: true }),
		);
		for (const { failed, counterexample, errorInstance } of await Promise.all(lanes))
			if (failed) this.#results.add(`${String(errorInstance)} after ${counterexample![0].map(told).join(", ")}`);
		await this.#ask();
		this.#review();
	}

	async #open(name: "owner" | "member" | "guest", frames: string): Promise<RecordedSocket> {
		const { workspace_id } = this.#fixtures;
		const { cursor: after_cursor } = await this.#fixtures.chat("owner").workspaces.snapshot(workspace_id);
		const form = frames === "lean" ? { frames: "compressed", events: "lean" } : { frames, events: "whole" };
		const query = { workspace_id, after_cursor, ...form };
		return RecordedSocket.open(this.#site.url, query, this.#fixtures.credentials(name, "development"));
	}

	/** One call. What is said is either answered, once, or with a close, or it is as if it had not been said. */
	async #call(frames: Frame[]): Promise<void> {
		const socket = await this.#open(this.calls % 2 === 0 ? "member" : "guest", kinds[this.calls % kinds.length]!);
		for (const frame of frames) socket.send(encoded(frame));
		socket.send(ping);
		const hasPong = () => socket.received.some(({ text }) => text === "pong");
		const isAnswered = await socket.until(() => socket.closed !== undefined || hasPong());
		socket.close();
		this.#hear(socket, frames);
		if (++this.calls % asked_every === 0) await this.#ask();
		if (!isAnswered) throw new Error("neither pong nor close");
	}

	/** Whether the answers are as the document has them, and no more than were asked for. */
	#hear({ received }: RecordedSocket, frames: Frame[]): void {
		const answers = received.filter(({ text }) => text.startsWith('{"answer"'));
		if (answers.length > frames.length) this.#results.add("more answers than acts");
		for (const { text } of answers) {
			const wrong = wrongAnswer(contract.components.schemas["Answer"]!, JSON.parse(text));
			if (wrong !== undefined) this.#results.add(`an answer: ${wrong}`);
		}
	}

	/** Whether all observers receive what is posted now. */
	async #ask(): Promise<void> {
		const { channels, messages } = this.#fixtures.chat("owner");
		const [channel] = await channels.list(this.#fixtures.workspace_id);
		const { message } = await messages.create(channel!.id, { body: `after ${this.calls} calls` });
		this.#posted.push(message.id);
		for (const [kind, observer] of this.#observers)
			if (!(await observer.until(() => observer.has(message.id))))
				throw new Error(`frames=${kind} receives nothing after ${this.calls} calls`);
	}

	/** Whether what the observers received is what was posted, in frames as the document has them. */
	#review(): void {
		for (const [kind, { received, closed }] of this.#observers) {
			const add = (what: string) => this.#results.add(`an observer with frames=${kind}: ${what}`);
			if (closed !== undefined) add(`closed with ${closed}`);
			for (const { text, isBinary } of received) {
				const frame: unknown = JSON.parse(text);
				const wrong = wrongAnswer(contract.components.schemas["ServerFrame"]!, frame);
				if (wrong !== undefined) add(wrong);
				if (Array.isArray(frame) !== (kind !== "single")) add(text.slice(0, 60));
				if (isBinary && kind !== "compressed" && kind !== "lean") add("a binary frame");
			}
			const all = received.map(({ text }) => text).join("\n");
			const name = kind === "lean" ? '"message":{"id":' : '"message_id":';
			const created = all.split(name).flatMap((rest, i) => (i > 0 ? rest.slice(1, 31) : []));
			if (created.join() !== this.#posted.toSorted().join()) add("received other messages than were posted");
		}
	}
}

const told = ({ payload, ...frame }: Frame): string =>
	`${JSON.stringify(frame)} with ${payload.length} bytes ${JSON.stringify(Buffer.from(payload.slice(0, 40)).toString())}`;
