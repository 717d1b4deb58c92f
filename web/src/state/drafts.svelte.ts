import { SvelteMap } from "svelte/reactivity";
import { tab_id } from "../store/tab.ts";
import { WrittenMap } from "../store/written-map.svelte.ts";
import { Written } from "../store/written.ts";
import { edited, idOf, newestFirst, nonceOf, shownIn, type Base, type Draft } from "../store/draft-copies.ts";

/**
 * Texts that were not sent yet, by conversation id, or by root message id for a thread; and edits, by `editKey`. Tabs follow
 * each other; what is typed in two tabs at once stays in each as a copy of its own, and when one is sent the other takes its
 * place.
 */
class Drafts {
	readonly #copies = new SvelteMap<string, Draft[]>();
	readonly #rows = new Written<Draft>("draft", (id, draft) => this.#changed(id, draft));
	/** what the server has of them */
	readonly bases = new WrittenMap<Base>("draft-base");
	/** told of what is edited in this tab, once what saves it is loaded */
	onedit = (_timeline: string): void => {};
	/** by timeline: texts that were sent or deleted before the server has told for the first time what it has */
	readonly early = new Map<string, string[]>();
	isListed = (_timeline: string): boolean => false;
	/** before somebody signs out @param isSure even if something is lost @returns whether nothing is left that is only here */
	finish = async (_isSure: boolean): Promise<boolean> => true;
	/** when the last one was written: each is later */
	#last = 0;

	keys(): string[] {
		return [...this.#copies.keys()];
	}

	has(timeline: string): boolean {
		return this.#copies.has(timeline);
	}

	get(timeline: string): string | undefined {
		return this.#shown(timeline)?.body;
	}

	/** To send it with: the same in every tab that shows the same draft, so that it is sent once. */
	nonce(timeline: string): string | undefined {
		const shown = this.#shown(timeline);
		return shown && nonceOf(shown);
	}

	set(timeline: string, body: string): void {
		const shown = this.#shown(timeline);
		if (shown?.body === body) return;
		const draft = edited(shown, { timeline, tab: tab_id, body }, Math.max(Date.now(), this.#last + 1));
		this.#last = draft.at;
		this.replace(shown, draft);
		this.onedit(timeline);
	}

	/** Before what is written there, of which nothing is replaced. */
	putBefore(timeline: string, body: string): void {
		this.set(timeline, [body, this.get(timeline)].filter(Boolean).join("\n\n"));
	}

	delete(timeline: string): void {
		const shown = this.#shown(timeline);
		if (shown && !this.isListed(timeline)) this.early.set(timeline, [...(this.early.get(timeline) ?? []), shown.body]);
		this.replace(shown);
		this.onedit(timeline);
	}

	replace(old: Draft | undefined, draft?: Draft): void {
		if (draft) this.#rows.put(idOf(draft), draft);
		if (old) this.#rows.delete(idOf(old));
	}

	/** Of all tabs, the newest first. */
	all(timeline: string): Draft[] {
		return newestFirst(this.#copies.get(timeline) ?? []);
	}

	/** Of what the server has. */
	version(timeline: string): number | undefined {
		return this.bases.get(timeline)?.version || undefined;
	}

	/** Whether what is shown was written in this tab. */
	isMine(timeline: string): boolean {
		return this.#shown(timeline)?.tab === tab_id;
	}

	#shown(timeline: string): Draft | undefined {
		return shownIn(tab_id, this.#copies.get(timeline) ?? []);
	}

	#changed(id: string, draft: Draft | undefined): void {
		const [timeline = ""] = id.split(" ");
		const rest = (this.#copies.get(timeline) ?? []).filter((copy) => idOf(copy) !== id);
		const copies = draft ? [...rest, draft] : rest;
		if (copies.length > 0) this.#copies.set(timeline, copies);
		else this.#copies.delete(timeline);
	}
}

export const drafts = new Drafts();
