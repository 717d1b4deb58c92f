import type { Base, Told } from "../store/draft-copies.ts";
import { meet, newestOf, nothing } from "./merge.ts";

/** The texts that are written here, by conversation or thread. */
export interface Texts {
	/** the newest first: more than one where tabs have different ones */
	all: (timeline: string) => string[];
	/** replaces it by what another device wrote */
	take: (timeline: string, told: Told) => void;
	isTyping: (timeline: string) => boolean;
}

export interface Bases {
	get: (timeline: string) => Base | undefined;
	set: (timeline: string, base: Base) => void;
	delete: (timeline: string) => void;
}

/** Saves a text made of this version; 0: of none that is known. */
export type Save = (timeline: string, body: string, version: number) => Promise<Told>;

const most_unanswered = 3;
/** how often another device may be faster before the next edit tries again */
const most_attempts = 3;

/** Keeps the drafts of this browser and those on the server alike, and never replaces a text that only one of them has. */
export class Device {
	readonly #texts: Texts;
	readonly #bases: Bases;

	constructor(texts: Texts, bases: Bases) {
		this.#texts = texts;
		this.#bases = bases;
	}

	base(timeline: string): Base {
		return this.#bases.get(timeline) ?? nothing;
	}

	#newest = (timeline: string): string => this.#texts.all(timeline)[0] ?? "";

	#meet(timeline: string, base: Base, told: Told) {
		const isTyping = this.#texts.isTyping(timeline);
		return meet(base, { mine: this.#newest(timeline), here: this.#texts.all(timeline), isTyping }, told);
	}

	/** What the server has, by an event, by a list or by an answer, in any order. */
	receive(timeline: string, { version, body }: Told): void {
		const base = this.base(timeline);
		const outcome = this.#meet(timeline, base, { version, body });
		if (outcome === "known") return;
		if (outcome === "choose") return this.#bases.set(timeline, { ...base, other: { version, body } });
		if (outcome === "take") this.#texts.take(timeline, { version, body });
		// of those that were sent before it, nothing can be heard any more
		const sent = outcome === "take" ? [] : base.sent.slice(base.sent.lastIndexOf(body) + 1);
		this.#bases.set(timeline, { version, body, sent });
	}

	/** Up to this version there is none, or none that I may see. Which one was the last is not told: whatever is told next counts. */
	forget(timeline: string, version: number): void {
		const base = this.base(timeline);
		if (newestOf(base) > version) return;
		if (this.#newest(timeline) === base.body) this.#texts.take(timeline, { version, body: "" });
		if (this.#newest(timeline)) this.#bases.set(timeline, { ...nothing, sent: base.sent });
		else this.#bases.delete(timeline);
	}

	/** After an edit the two may be alike, or nothing is left here. */
	reconsider(timeline: string): void {
		const { other, ...base } = this.base(timeline);
		if (!other || this.#meet(timeline, base, other) === "choose") return;
		this.#bases.set(timeline, base);
		this.receive(timeline, other);
	}

	/** Whether the text here has to be saved. */
	isUnsaved(timeline: string): boolean {
		const { body, other } = this.base(timeline);
		return !other && this.#newest(timeline) !== body;
	}

	/** Whether something is written here that the server does not have. */
	isOnlyHere(timeline: string): boolean {
		const mine = this.#newest(timeline);
		return mine !== "" && mine !== this.base(timeline).body;
	}

	/** Also what is written, or sent, while an answer is awaited. */
	async save(timeline: string, save: Save): Promise<void> {
		for (let attempt = 0; attempt < most_attempts && this.isUnsaved(timeline); attempt++)
			await this.#saveOnce(timeline, save);
	}

	async #saveOnce(timeline: string, save: Save): Promise<void> {
		const body = this.#newest(timeline);
		const base = this.base(timeline);
		const isRepeat = base.sent.includes(body);
		// it may have arrived, and another device may have sent it: without a version, the server refuses what was there last
		const mayBeGone = isRepeat && base.body === "";
		if (!isRepeat) this.#bases.set(timeline, { ...base, sent: [...base.sent, body].slice(-most_unanswered) });
		const told = await save(timeline, body, mayBeGone ? 0 : base.version);
		// it did arrive
		if (mayBeGone && told.body === "" && newestOf(this.base(timeline)) <= told.version)
			this.#bases.set(timeline, { version: 0, body, sent: [] });
		if (told.version === 0) this.forget(timeline, base.version);
		else this.receive(timeline, told);
		if (!isRepeat) this.#noteAnswer(timeline, body);
	}

	#noteAnswer(timeline: string, body: string): void {
		const base = this.base(timeline);
		if (base.sent.includes(body))
			this.#bases.set(timeline, { ...base, sent: base.sent.filter((sent) => sent !== body) });
	}

	/** I chose: the other text replaces the one here. */
	useOther(timeline: string): void {
		const { other } = this.base(timeline);
		if (!other) return;
		this.#texts.take(timeline, other);
		this.#bases.set(timeline, { ...other, sent: [] });
	}

	/** I chose: the text here replaces the other one when it is saved. */
	dropOther(timeline: string): void {
		const { other } = this.base(timeline);
		if (other) this.#bases.set(timeline, { ...other, sent: [] });
	}

	/** Nobody is left to choose: both are kept, one after the other. */
	join(timeline: string): void {
		const { other } = this.base(timeline);
		if (!other) return;
		this.#texts.take(timeline, { ...other, body: `${this.#newest(timeline)}\n\n${other.body}` });
		this.#bases.set(timeline, { ...other, sent: [] });
	}
}
