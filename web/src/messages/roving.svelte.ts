import { tick } from "svelte";
import { messageKeys } from "../commands/keys.ts";
import { keyOf } from "../ui/key-press.ts";
import { hasOverlay } from "../ui/overlays.ts";
import type { Row } from "./rows.ts";

const steps: Record<string, (at: number, last: number) => number> = {
	ArrowUp: (at) => at - 1,
	ArrowDown: (at) => at + 1,
	Home: () => 0,
	End: (_, last) => last,
};

/** One message of the list can be reached with Tab; from there the arrow keys move, and single keys act. */
export class Roving {
	readonly #rows: () => Row[];
	#key = $state<string>();
	/** The row that Tab leads to: the one that had the focus last, at first the newest. */
	readonly index = $derived.by(() => {
		const rows = this.#rows();
		const at = rows.findIndex(({ key }) => key === this.#key);
		return at < 0 ? rows.length - 1 : at;
	});

	constructor(rows: () => Row[]) {
		this.#rows = rows;
	}

	focused({ target }: FocusEvent): void {
		const element = target as Element;
		const key =
			element.closest<HTMLElement>("article")?.dataset["key"] ??
			// the date above a message
			element.closest<HTMLElement>("[data-row]")?.dataset["row"];
		if (key) this.#key = key;
	}

	pressed(event: KeyboardEvent): void {
		const article = messageOf(event.target as Element);
		if (!article || event.altKey || event.ctrlKey || event.metaKey || hasOverlay()) return;
		const step = steps[event.key];
		if (step) void this.#move(event, step);
		else if (/^[a-z]$/.test(keyOf(event))) press(event, article, keyOf(event));
	}

	/** With Alt it is unread from this message on. Not where a click does something else, or something was selected. */
	clicked(event: MouseEvent): void {
		const target = event.target as Element;
		if (!event.altKey || target.closest("a, button") || !getSelection()?.isCollapsed) return;
		const article = messageOf(target);
		if (article) press(event, article, messageKeys.unread.keys);
	}

	async #move(event: KeyboardEvent, step: (at: number, last: number) => number): Promise<void> {
		event.preventDefault();
		const rows = this.#rows();
		const next = rows[Math.max(0, Math.min(rows.length - 1, step(this.index, rows.length - 1)))];
		if (!next) return;
		this.#key = next.key;
		const list = event.currentTarget as HTMLElement;
		await tick();
		list.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus();
	}
}

/** The message that a key is for: it, its links and its buttons do not need letters and arrows, a field does. */
const messageOf = (target: Element): HTMLElement | null =>
	target.closest("input, textarea, select") ? null : target.closest("article");

/** The buttons of a message say which key they are for. */
function press(event: Event, article: HTMLElement, key: string): void {
	const button = article.querySelector<HTMLElement>(`[aria-keyshortcuts="${key.toUpperCase()}"]`);
	if (!button) return;
	event.preventDefault();
	button.click();
}
