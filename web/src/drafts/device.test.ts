import fc from "fast-check";
import { expect, test } from "vitest";
import { Device, type Save } from "./device.ts";
import type { Base, Told } from "../store/draft-copies.ts";

const timeline = "chn_1";

/** The one draft of the server, by the rule that durable-objects/workspace/drafts.test.ts shows. */
class Server {
	draft: Told = { version: 0, body: "" };
	/** what was deleted because it was sent */
	readonly sent: string[] = [];
	/** what was written again, right after it was deleted */
	readonly returned: string[] = [];
	/** whether they do not see the conversation */
	isHidden = false;
	/** the text that was deleted last */
	#deleted = "";
	#told: (draft: Told) => void = () => {};

	onTold(told: (draft: Told) => void): void {
		this.#told = told;
	}

	save(body: string, version: number): Told {
		if (this.isHidden) throw new Error("not found");
		const isCurrent = version === 0 ? this.draft.body === "" && this.#deleted !== body : this.draft.version === version;
		if (this.draft.body !== body && isCurrent) this.#write(body);
		return this.draft;
	}

	send(body: string, version: number): void {
		this.sent.push(body);
		if (this.draft.version === version && this.draft.body) this.#write("");
	}

	/** What a list has at the end: what it has not is gone, or hidden. */
	get listed(): Told | undefined {
		return this.draft.body && !this.isHidden ? this.draft : undefined;
	}

	#write(body: string): void {
		if (body && body === this.#deleted) this.returned.push(body);
		this.#deleted = body ? "" : this.draft.body;
		this.draft = { version: this.draft.version + 1, body };
		if (!this.isHidden) this.#told(this.draft);
	}
}

/** A browser in front of which somebody sits, or not. */
class Browser {
	text = "";
	isTyping = false;
	base: Base | undefined;
	/** the text that was deleted or sent last */
	gone = "";
	/** the texts from which they went on */
	readonly past = new Set<string>();
	/** the server's version when it was last asked what it has */
	listed = 0;
	/** told, and not taken yet */
	readonly waiting: Told[] = [];
	/** messages that wait for a connection, with the version of their draft */
	readonly outbox: [body: string, version: number][] = [];
	isConnected = true;
	/** lets the answer come that is under way */
	answer: (() => void) | undefined;
	readonly device: Device;
	readonly #server: Server;

	constructor(server: Server) {
		this.#server = server;
		this.device = new Device(
			{
				all: () => (this.text ? [this.text] : []),
				take: (_, { body }) => void (this.text = body),
				isTyping: () => this.isTyping,
			},
			{
				get: () => this.base,
				set: (_, base) => void (this.base = base),
				delete: () => void (this.base = undefined),
			},
			() => this.listed,
		);
	}

	edit(text: string): void {
		if (!text) this.gone = this.text;
		this.past.add(this.text);
		this.text = text;
		this.device.reconsider(timeline);
	}

	send(): void {
		if (!this.text) return;
		this.outbox.push([this.text, this.base?.version ?? 0]);
		this.edit("");
		if (this.isConnected) this.drain();
	}

	drain(): void {
		for (const [body, version] of this.outbox.splice(0)) this.#server.send(body, version);
	}

	take(): void {
		const told = this.waiting.shift();
		if (told) this.device.receive(timeline, told);
	}

	/** One at a time. @param fate of the request and of its answer */
	async save(fate: Fate): Promise<void> {
		if (this.answer) return;
		const save: Save = async (_, body, version) => {
			if (!this.isConnected || fate === "request lost") throw new Error("lost");
			const draft = this.#server.save(body, version);
			if (fate === "answer lost") throw new Error("lost");
			if (fate === "answer slow") await new Promise<void>((resolve) => (this.answer = resolve));
			return draft;
		};
		const saving = this.device.save(timeline, save).catch(() => {});
		if (fate !== "answer slow") await saving;
	}

	async settleAnswer(): Promise<void> {
		this.answer?.();
		this.answer = undefined;
		// what goes on with the answer
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	}

	/** What was told meanwhile is not told again: the list says what is so now. */
	connect(): void {
		this.isConnected = true;
		this.waiting.length = 0;
		this.load();
		this.drain();
	}

	load(): void {
		const { listed, draft } = this.#server;
		this.listed = draft.version;
		if (listed) this.device.receive(timeline, listed);
		else this.device.forget(timeline, draft.version);
	}

	get texts(): string[] {
		return [this.text, this.base?.other?.body ?? ""];
	}
}

const fates = ["arrives", "answer slow", "answer lost", "request lost"] as const;
type Fate = (typeof fates)[number];

const step = fc.record({
	who: fc.constantFrom(0, 1),
	act: fc.oneof(
		{ weight: 4, arbitrary: fc.constant("write") },
		{ weight: 6, arbitrary: fc.constant("save") },
		{ weight: 4, arbitrary: fc.constant("take") },
		{ weight: 6, arbitrary: fc.constantFrom("delete", "write again") },
		{ weight: 2, arbitrary: fc.constantFrom("answer", "send", "cut", "connect", "look away", "pagehide", "hide") },
	),
	fate: fc.constantFrom<Fate>(...fates),
	/** of what is written again */
	nextFate: fc.constantFrom<Fate>(...fates),
	isTyping: fc.boolean(),
});

function pair(): [Server, [Browser, Browser]] {
	const server = new Server();
	const browsers: [Browser, Browser] = [new Browser(server), new Browser(server)];
	server.onTold((draft) => {
		for (const one of browsers) if (one.isConnected) one.waiting.push(draft);
	});
	return [server, browsers];
}

async function settle(browsers: Browser[]): Promise<void> {
	for (const one of browsers) Object.assign(one, { isTyping: false });
	for (const one of browsers) while (one.answer) await one.settleAnswer();
	for (const one of browsers) one.connect();
	for (let round = 0; round < 4; round++)
		for (const one of browsers) {
			while (one.waiting.length > 0) one.take();
			await one.save("arrives");
		}
}

test("two devices, whatever is lost on the way, lose no text that was written on one of them and not on the other", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
			const [server, browsers] = pair();
			/** the last text of each browser that nobody saw and changed since */
			const written: string[] = ["", ""];
			/** how many messages there were when it was written: an older one of the same text is not it */
			const since = [0, 0];
			/** what was written when it was gone, on purpose */
			const again = new Set<string>();
			const put = (who: 0 | 1, text: string) => {
				// whoever goes on from a text has read it: it is theirs now
				for (const [other, mine] of written.entries()) if (mine === browsers[who].text) written[other] = "";
				browsers[who].edit(text);
				written[who] = text;
				since[who] = server.sent.length;
			};
			for (const [n, { who, act, fate, nextFate, isTyping }] of steps.entries()) {
				const one = browsers[who];
				if (act === "write") {
					one.isTyping = isTyping;
					put(who, `text ${n}`);
				}
				if ((act === "delete" || act === "write again") && one.text) {
					put(who, "");
					if (act === "write again") await one.save(fate);
				}
				// what the other one went on from, or deleted too, is theirs
				if (act === "write again" && !one.text && one.gone && !browsers[1 - who]!.past.has(one.gone)) {
					again.add(one.gone);
					put(who, one.gone);
					await one.save(nextFate);
				}
				if (act === "save") await one.save(fate);
				if (act === "take") one.take();
				if (act === "send") one.send();
				if (act === "answer") await one.settleAnswer();
				if (act === "cut") Object.assign(one, { isConnected: false });
				if (act === "connect") one.connect();
				if (act === "look away") one.isTyping = false;
				if (act === "hide") server.isHidden = !server.isHidden;
				if (act === "pagehide") await one.save("answer lost");
			}
			server.isHidden = false;
			await settle(browsers);
			// what was sent or deleted is not brought back
			expect(server.returned.filter((text) => !again.has(text))).toEqual([]);
			for (const [who, text] of written.entries())
				expect(["", ...browsers.flatMap(({ texts }) => texts), ...server.sent.slice(since[who])]).toContain(text);
			// and both are of one mind, except where somebody has to choose
			for (const one of browsers) {
				if (one.base?.other) expect(one.base.other.body).toBe(server.draft.body);
				else expect(one.text).toBe(server.draft.body);
			}
		}),
		{ numRuns: 3_000 },
	);
});

const write = async (one: Browser, text: string) => {
	one.edit(text);
	await one.save("arrives");
};

test("what is written on one is on the other, and goes from both when it is sent", async () => {
	const [server, [one, other]] = pair();
	await write(one, "begun");
	other.take();
	expect(other.text).toBe("begun");
	await write(other, "begun, and continued");
	one.take();
	one.take();
	expect(one.text).toBe("begun, and continued");
	one.send();
	await settle([one, other]);
	expect([one.text, other.text, server.draft.body]).toEqual(["", "", ""]);
});

test("what is written on both stays on both until somebody chooses, and one can choose either", async () => {
	for (const choice of ["useOther", "dropOther"] as const) {
		const [server, [one, other]] = pair();
		other.isConnected = false;
		await write(one, "on the train");
		await write(other, "at the desk");
		await settle([one, other]);
		expect([one.texts, other.texts]).toEqual([
			["on the train", ""],
			["at the desk", "on the train"],
		]);
		other.device[choice](timeline);
		await settle([one, other]);
		const chosen = choice === "useOther" ? "on the train" : "at the desk";
		expect([one.texts, other.texts, server.draft.body]).toEqual([[chosen, ""], [chosen, ""], chosen]);
	}
});

test("a text is not replaced while somebody is typing", async () => {
	const [, [one, other]] = pair();
	await write(one, "begun");
	other.take();
	other.isTyping = true;
	await write(one, "changed");
	other.take();
	expect(other.texts).toEqual(["begun", "changed"]);
	other.edit("changed");
	expect(other.texts).toEqual(["changed", ""]);
});

test("what was sent before it was known to be saved does not come back", async () => {
	const [server, [one]] = pair();
	one.edit("kelp");
	await one.save("answer lost");
	one.waiting.length = 0;
	one.isConnected = false;
	one.send();
	await settle([one]);
	expect([one.text, server.draft.body, server.sent]).toEqual(["", "", ["kelp"]]);
});

test("what another device sent does not come back, though its saving here was never answered", async () => {
	const [server, [one, other]] = pair();
	one.edit("kelp");
	await one.save("answer lost");
	one.isConnected = false;
	one.waiting.length = 0;
	other.take();
	other.send();
	await settle([one, other]);
	expect([one.text, other.text, server.draft.body]).toEqual(["", "", ""]);
	await write(other, "kelp");
	expect(server.draft.body).toBe("kelp");
});

test("nor does what went on from a text that was known", async () => {
	const [server, [one, other]] = pair();
	await write(one, "kelp");
	one.edit("kelp and crabs");
	await one.save("answer lost");
	one.waiting.length = 0;
	while (other.waiting.length > 0) other.take();
	other.send();
	one.take();
	await one.save("arrives");
	expect([one.text, server.draft.body]).toEqual(["", ""]);
});

test("a late answer that it was sent does not hide what was written since", async () => {
	const [, [one, other]] = pair();
	one.edit("kelp");
	await one.save("answer lost");
	other.take();
	other.send();
	one.waiting.length = 0;
	await one.save("answer slow");
	await write(other, "crabs");
	one.take();
	await one.settleAnswer();
	expect(one.texts).toEqual(["kelp", "crabs"]);
});

test("what was made of a draft that has given way is saved", async () => {
	const [server, [one]] = pair();
	await write(one, "begun");
	server.draft = { version: 0, body: "" };
	await write(one, "begun, and continued");
	expect(server.draft.body).toBe("begun, and continued");
});

test("what was sent can be written again, by who knows of nothing", async () => {
	const [server, [one, other]] = pair();
	await write(one, "ok");
	one.send();
	other.waiting.length = 0;
	await write(other, "ok");
	expect([other.text, server.draft.body]).toEqual(["ok", "ok"]);
});

test("what was deleted and put back is saved, though the first attempt was lost", async () => {
	for (const end of ["deleted", "sent", "sent, and listed since"]) {
		const [server, [one]] = pair();
		await write(one, "ok");
		if (end === "deleted") await write(one, "");
		else one.send();
		if (end === "sent, and listed since") await settle([one]);
		one.edit("ok");
		await one.save("request lost");
		await one.save("arrives");
		expect([one.text, server.draft.body], end).toEqual(["ok", "ok"]);
	}
});

test("what was put back before its deletion was answered is not deleted", async () => {
	for (const fate of ["answer lost", "request lost"] as const) {
		const [server, [one]] = pair();
		await write(one, "kelp");
		one.edit("");
		await one.save(fate);
		one.edit("kelp");
		expect(one.device.isOnlyHere(timeline)).toBe(true);
		await settle([one]);
		expect([one.text, server.draft.body], fate).toEqual(["kelp", "kelp"]);
	}
});

test("what an earlier version kept of texts that were never answered is understood, and nothing is gone by it", async () => {
	const kept = (version: number, body: string, ...sent: string[]) => ({ version, body, sent }) as unknown as Base;
	const [server, [one]] = pair();
	await write(one, "kelp");
	await write(one, "");
	Object.assign(one, { text: "kelp", base: kept(0, "", "kelp") });
	await settle([one]);
	expect([one.text, server.draft.body]).toEqual(["kelp", "kelp"]);
	server.save("kelp and crabs", server.draft.version);
	Object.assign(one, { text: "kelp, crabs and salt", base: kept(1, "kelp", "kelp and crabs", "kelp") });
	await settle([one]);
	expect([one.texts, server.draft.body]).toEqual([["kelp, crabs and salt", ""], "kelp, crabs and salt"]);
});

test("a message that is sent while its draft is being saved takes it along", async () => {
	const [server, [one]] = pair();
	one.edit("kelp");
	await one.save("answer slow");
	one.send();
	while (one.answer) await one.settleAnswer();
	expect([server.sent, server.draft.body]).toEqual([["kelp"], ""]);
});

test("an edit made while the conversation was hidden is saved when it is there again, or one chooses", async () => {
	const [server, [one, other]] = pair();
	await write(one, "begun");
	server.isHidden = true;
	one.edit("begun, and continued");
	one.load();
	expect(one.text).toBe("begun, and continued");
	await one.save("arrives");
	server.isHidden = false;
	one.load();
	expect(one.texts).toEqual(["begun, and continued", "begun"]);
	one.device.dropOther(timeline);
	await settle([one, other]);
	expect([server.draft.body, other.text]).toEqual(["begun, and continued", "begun, and continued"]);
});

test("who signs out before choosing keeps both texts, one after the other: on the server, and not in the field of who stays", async () => {
	const [server, [one, other]] = pair();
	other.isConnected = false;
	await write(one, "on the train");
	other.edit("at the desk");
	other.connect();
	expect(other.texts).toEqual(["at the desk", "on the train"]);
	expect(other.device.isOnlyHere(timeline)).toBe(true);
	const save: Save = async (_, body, version) => server.save(body, version);
	const both = "at the desk\n\non the train";
	for (let times = 0; times < 2; times++) {
		await other.device.saveBoth(timeline, save);
		expect([server.draft.body, other.texts]).toEqual([both, ["at the desk", both]]);
		expect(other.device.isOnlyHere(timeline)).toBe(false);
	}
});
