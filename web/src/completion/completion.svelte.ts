import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { channels } from "./channels.svelte.ts";
import { emojiNamed, withEmoji } from "../emoji/codes.ts";
import { emojiList } from "../emoji/list.ts";
import { skinTone } from "../emoji/skin-tone.svelte.ts";
import { emojiNames } from "./emoji.ts";
import { people } from "./people.svelte.ts";
import type { Source, Suggestion } from "./source.ts";
import { isInCode } from "../composer/code.ts";
import { insert, type Place, type Text } from "../composer/text.ts";

/** Suggests what an `@…`, `#…` or `:…` before the caret may become. */
export class Completion {
	readonly #sources: Source[];
	#source = $state.raw<Source>();
	/** the sign and what follows it */
	#typed = $state("");
	#at = $state(0);
	/** Escape was pressed: it stays closed until another name is begun. */
	#isDismissed = false;
	/** Whether the names of emoji were there for what was typed last. */
	#wasReady = false;

	constructor(workspace: WorkspaceState, place: Place) {
		this.#sources = [people(workspace, place), channels(workspace), emojiNames(workspace)];
	}

	readonly suggestions: Suggestion[] = $derived(this.#source?.find(this.#typed.slice(1)) ?? []);
	/** Closed again when nothing is left to choose: then Enter sends. */
	readonly isOpen = $derived(this.suggestions.length > (this.suggestions[0]?.text === this.#typed ? 1 : 0));
	readonly index = $derived(Math.min(this.#at, this.suggestions.length - 1));
	/** how much of the text it is about */
	readonly length = $derived(this.#typed.length);
	/** what the list holds */
	readonly label = $derived(this.#source?.label);

	/** Reads what is before the caret. */
	update(text: Text): void {
		const begun = this.#begun(text);
		if (!begun) this.#isDismissed = false;
		if (!begun || this.#isDismissed) return this.close();
		const { source, typed } = begun;
		if (source === this.#source && typed === this.#typed) return;
		this.#source = source;
		this.#typed = typed;
		this.#at = 0;
		source.ask?.(typed.slice(1));
	}

	#begun({ value, start, end }: Text): { source: Source; typed: string } | undefined {
		const before = start === end ? value.slice(0, start) : "";
		for (const source of this.#sources) {
			const typed = source.begun.exec(before)?.[0];
			if (typed && !isInCode(value, start)) return { source, typed };
		}
		return undefined;
	}

	close(): void {
		this.#source = undefined;
	}

	/** The text was sent: what comes next is another one. */
	reset(): void {
		this.close();
		this.#isDismissed = false;
	}

	/** What a colon makes of the text when it is typed: `:crab:` becomes the emoji. So do all names in what is pasted. */
	closeName({ data, inputType, isComposing }: Partial<InputEvent>, text: Text): Text | undefined {
		this.#wasReady = emojiList.byCode.size > 0;
		if (isComposing || !data) return undefined;
		if (inputType === "insertFromPaste") return this.#closePasted(data, text);
		if (this.#isDismissed || !/[:：]$/.test(data)) return undefined;
		const found = emojiNamed(text.value.slice(0, text.start));
		if (!found || isInCode(text.value, text.start)) return undefined;
		return insert({ ...text, start: text.start - found.length }, skinTone.of(found.emoji));
	}

	/** The same, where the names were not there before: they are fetched for what looks like one. */
	async closeLater(event: Event & Partial<InputEvent>, text: Text): Promise<Text | undefined> {
		const { data, inputType, target } = event;
		const before = /[:：]$/.test(data ?? "") ? text.value.slice(0, text.start) : "";
		const read = inputType === "insertFromPaste" ? data : before;
		if (this.#wasReady || !read || !/[:：][\w+-]+[:：]/.test(read)) return undefined;
		await emojiList.load().catch(() => {});
		const field = target as HTMLTextAreaElement;
		const isSame = field.value === text.value && field.selectionStart === text.start;
		return isSame && document.activeElement === field ? this.closeName(event, text) : undefined;
	}

	#closePasted(data: string, { value, start }: Text): Text | undefined {
		const from = start - data.replace(/\r\n?/g, "\n").length;
		const before = withEmoji(value.slice(0, start), Math.max(0, from), (emoji) => skinTone.of(emoji));
		const at = before.length;
		return at === start ? undefined : { value: before + value.slice(start), start: at, end: at };
	}

	/** What a key makes of the text while the menu is open; undefined when the key is not the menu's. */
	press({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent, text: Text): Text | undefined {
		// the text may be another than it was last read: it is the draft of all tabs
		if (this.isOpen) this.update(text);
		if (!this.isOpen || altKey || ctrlKey || metaKey || shiftKey) return undefined;
		if (key === "Enter" || key === "Tab") return this.accept(text);
		if (key === "ArrowDown") this.#move(1);
		else if (key === "ArrowUp") this.#move(-1);
		else if (key === "Escape") this.#isDismissed = true;
		else {
			if (/^(?:ArrowLeft|ArrowRight|Home|End)$/.test(key)) this.close();
			return undefined;
		}
		return text;
	}

	#move(by: number): void {
		this.#at = (this.index + by + this.suggestions.length) % this.suggestions.length;
	}

	/** The text with what was chosen at the caret. */
	accept(text: Text, suggestion = this.suggestions[this.index]): Text {
		// the text may be another than it was last read
		this.update(text);
		if (!this.#source) return text;
		const start = text.start - this.#typed.length;
		this.close();
		if (!suggestion) return text;
		// a blank that is there already is enough
		const end = text.value[text.end] === " " ? text.end + 1 : text.end;
		return insert({ ...text, start, end }, `${suggestion.text} `);
	}
}
