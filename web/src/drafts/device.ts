import type { Base, Sent, Told } from "../store/draft-copies.ts";
import { isUnchanged, lastOf, mayHaveDeleted, meet, newestOf, nothing, sentOf, toLasting, toSent } from "./merge.ts";

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

/** How the server keeps two texts, one before the other. */
const beforeOther = (mine: string): string => `${mine}\n\n`;

const most_unanswered = 5;
/** how often another device may be faster before the next edit tries again */
const most_attempts = 3;

/** Keeps the drafts of this browser and those on the server alike, and never replaces a text that only one of them has. */
export class Device {
	readonly #texts: Texts;
	readonly #bases: Bases;
	readonly #listed: (timeline: string) => number;

	/** @param listed up to which version the server has told what it has: what is saved now gets a newer one */
	constructor(texts: Texts, bases: Bases, listed: (timeline: string) => number) {
		this.#texts = texts;
		this.#bases = bases;
		this.#listed = listed;
	}

	base(timeline: string): Base {
		const base = this.#bases.get(timeline) ?? nothing;
		return { ...base, sent: base.sent.map(toSent) };
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
		if (outcome === "choose") return this.#offer(timeline, { version, body });
		if (outcome === "take") this.#texts.take(timeline, { version, body });
		// those that were sent are older, or will be refused: they only tell what it is that was deleted
		const sent = body === "" && this.#newest(timeline) ? sentOf(base) : [];
		this.#bases.set(timeline, { version, body, sent });
	}

	/** What is here and was not there stays mine until I choose, also when no deletion is awaited any more. */
	#offer(timeline: string, other: Told): void {
		const base = this.base(timeline);
		const body = isUnchanged(base, this.#newest(timeline)) ? base.body : "";
		this.#bases.set(timeline, { ...base, body, other });
	}

	/** Up to this version there is none, or none that I may see. Which one was the last is not told: whatever is told next counts. */
	forget(timeline: string, version: number): void {
		const base = this.base(timeline);
		if (newestOf(base) > version) return;
		if (isUnchanged(base, this.#newest(timeline))) this.#texts.take(timeline, { version, body: "" });
		if (this.#newest(timeline)) this.#bases.set(timeline, { ...nothing, sent: sentOf(base) });
		else this.#bases.delete(timeline);
	}

	/** After an edit the two may be alike, or nothing is left here. */
	reconsider(timeline: string): void {
		const { other, ...base } = this.base(timeline);
		// a message may have taken it along
		if ((base.body || base.sent.length > 0) && this.#newest(timeline) === "") this.noteSent(timeline, "");
		if (!other || this.#meet(timeline, base, other) === "choose") return;
		this.#bases.set(timeline, base);
		this.receive(timeline, other);
	}

	/** Whether the text here has to be saved. */
	isUnsaved(timeline: string): boolean {
		const base = this.base(timeline);
		return !base.other && !isUnchanged(base, this.#newest(timeline));
	}

	/** Whether something is written here that the server does not have. */
	isOnlyHere(timeline: string): boolean {
		const mine = this.#newest(timeline);
		const { other } = this.base(timeline);
		return mine !== "" && (other ? !other.body.startsWith(beforeOther(mine)) : this.isUnsaved(timeline));
	}

	/** Also what is written, or sent, while an answer is awaited. */
	async save(timeline: string, save: Save): Promise<void> {
		for (let attempt = 0; attempt < most_attempts && this.isUnsaved(timeline); attempt++)
			await this.#saveOnce(timeline, save);
	}

	async #saveOnce(timeline: string, save: Save): Promise<void> {
		const body = this.#newest(timeline);
		const base = this.base(timeline);
		const earlier = lastOf(base.sent, body);
		// it may have arrived, and another device may have sent it: without a version, the server refuses what was there last
		const mayBeGone = earlier !== undefined && base.body === "" && !mayHaveDeleted(base, body);
		const own = this.noteSent(timeline, body);
		const listed = this.#listed(timeline);
		const told = await save(timeline, body, mayBeGone ? 0 : base.version);
		// what was listed meanwhile may be newer: the next attempt tells
		if (this.#listed(timeline) !== listed) return;
		// an older one was the same text, and gone before this one was saved
		const isGone = mayBeGone && told.body === "" && told.version > earlier.after;
		if (isGone && newestOf(this.base(timeline)) <= told.version)
			this.#bases.set(timeline, { version: 0, body, sent: [] });
		if (told.version === 0) this.forget(timeline, base.version);
		else this.receive(timeline, told);
		// an earlier attempt may have arrived all the same: the next one tells whether it is gone
		if (!earlier || mayBeGone || told.body === body) this.#noteAnswer(timeline, own, told);
	}

	/** The server may have this text from here, whether it has told so or not. */
	noteSent(timeline: string, body: string): Sent {
		const base = this.base(timeline);
		const last = base.sent.at(-1);
		const own = last?.body === body ? last : { body, after: Math.max(base.version, this.#listed(timeline)) };
		const sent = last === own ? base.sent : [...base.sent, own];
		this.#bases.set(timeline, { ...base, sent: sent.length > most_unanswered ? sent.slice(1).map(toLasting) : sent });
		return own;
	}

	#noteAnswer(timeline: string, own: Sent, told: Told): void {
		const base = this.base(timeline);
		const at = base.sent.indexOf(own);
		if (at === -1) return;
		const sent = told.body === own.body ? base.sent.slice(at + 1) : base.sent.toSpliced(at, 1);
		this.#bases.set(timeline, { ...base, sent });
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

	/** Nobody is left to choose: the server keeps both, one after the other. Here both stay as they are, for who stays after all. */
	async saveBoth(timeline: string, save: Save): Promise<void> {
		const { other } = this.base(timeline);
		if (!other || !this.isOnlyHere(timeline)) return;
		this.receive(timeline, await save(timeline, beforeOther(this.#newest(timeline)) + other.body, other.version));
	}
}
