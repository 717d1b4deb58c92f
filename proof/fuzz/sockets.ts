import fc from "fast-check";
import { Cast } from "./cast.ts";
import { contract } from "./contract.ts";
import { type Frame, encoded, ping, speeches } from "./frames.ts";
import { Phone } from "./phone.ts";
import { said } from "./schemas.ts";
import type { Tally } from "./tally.ts";
import { Wire } from "./wire.ts";

const kinds = ["single", "batch", "compressed"] as const;
/** The witnesses are asked whether they still hear after so many calls. */
const asked_every = 10;
const at_once = 4;

/** Somebody who says nothing and ought to hear everything. */
interface Witness {
	kind: (typeof kinds)[number];
	phone: Phone;
}

/** Says all kinds of things on sockets, while others listen on the same workspace. */
export class Switchboard {
	readonly #url: string;
	readonly #tally: Tally;
	readonly #wire: Wire;
	#cast!: Cast;
	#witnesses: Witness[] = [];
	readonly #posted: string[] = [];
	calls = 0;

	constructor(url: string, tally: Tally) {
		this.#url = url;
		this.#tally = tally;
		this.#wire = new Wire(url);
	}

	async run(seed: number, calls: number, founder_email: string): Promise<void> {
		this.#cast = await Cast.assemble(this.#wire, new URL(this.#url).host, founder_email);
		for (const kind of kinds) this.#witnesses.push({ kind, phone: await this.#dial("owner", kind) });
		const property = fc.asyncProperty(speeches, (speech) => this.#call(speech));
		const lanes = Array.from({ length: at_once }, (_, i) =>
			fc.check(property, { seed: seed + i, numRuns: calls / at_once, endOnFailure: true }),
		);
		for (const { failed, counterexample, errorInstance } of await Promise.all(lanes))
			if (failed) this.#tally.add(`${String(errorInstance)} after ${counterexample![0].map(told).join(", ")}`);
		await this.#ask();
		this.#review();
		for (const { phone } of this.#witnesses) phone.hangUp();
		this.#wire.close();
	}

	async #dial(caller: "owner" | "member" | "guest", frames: string): Promise<Phone> {
		const { cursor } = await this.#cast.ask("owner", "GET", `/api/workspaces/${this.#cast.workspace_id}/snapshot`);
		const query = `workspace_id=${this.#cast.workspace_id}&after_cursor=${cursor}&frames=${frames}`;
		return Phone.dial(`${this.#url}/api/realtime/ws?${query}`, this.#cast.credentials(caller, "development"));
	}

	/** One call. What is said is either answered with a close, or it is as if it had not been said. */
	async #call(speech: Frame[]): Promise<void> {
		const phone = await this.#dial(this.calls % 2 === 0 ? "member" : "guest", kinds[this.calls % 3]!);
		for (const frame of speech) phone.say(encoded(frame));
		phone.say(ping);
		const isAnswered = await phone.until(() => phone.isClosed || phone.heard.some(({ text }) => text === "pong"));
		phone.hangUp();
		if (++this.calls % asked_every === 0) await this.#ask();
		if (!isAnswered) throw new Error("neither pong nor close");
	}

	/** Whether all witnesses hear what is posted now. */
	async #ask(): Promise<void> {
		const [channel_id] = JSON.stringify(
			await this.#cast.ask("owner", "GET", `/api/workspaces/${this.#cast.workspace_id}/channels`),
		).match(/chn_\w{26}/)!;
		const { message } = await this.#cast.ask("owner", "POST", `/api/channels/${channel_id}/messages`, {
			body: `after ${this.calls} calls`,
		});
		this.#posted.push(message!.id!);
		for (const { phone, kind } of this.#witnesses)
			if (!(await phone.until(() => phone.heard.some(({ text }) => text?.includes(message!.id!)))))
				throw new Error(
					`after ${this.calls} calls one with frames=${kind} hears nothing: ${JSON.stringify(phone.heard.at(-1))}`,
				);
	}

	/** Whether what the witnesses heard is what was posted, in frames as the document has them. */
	#review(): void {
		for (const { kind, phone } of this.#witnesses) {
			const created: string[] = [];
			for (const { text, isBinary, closed } of phone.heard) {
				if (closed !== undefined) this.#tally.add(`a witness with frames=${kind} was closed with ${closed}`);
				if (text === undefined) continue;
				const frame: unknown = JSON.parse(text);
				const wrong = said.complaint(contract.components.schemas["ServerFrame"]!, frame);
				if (wrong !== undefined) this.#tally.add(`a frame with frames=${kind}: ${wrong}`);
				if (Array.isArray(frame) !== (kind !== "single")) this.#tally.add(`frames=${kind}: ${text.slice(0, 60)}`);
				if (isBinary && kind !== "compressed") this.#tally.add(`a binary frame with frames=${kind}`);
				created.push(...[...text.matchAll(/"message_id":"(msg_\w{26})"/g)].map((found) => found[1]!));
			}
			if (created.join() !== this.#posted.toSorted().join())
				this.#tally.add(`frames=${kind}: heard other messages than were posted`);
		}
	}
}

const told = ({ opcode, isFinal, reserved, isMasked, payload, length }: Frame): string =>
	`opcode ${opcode}${isFinal ? "" : ", more to come"}${reserved ? `, reserved ${reserved}` : ""}${isMasked ? "" : ", unmasked"}, length ${length}, ${payload.length} bytes ${JSON.stringify(Buffer.from(payload.slice(0, 40)).toString())}`;
