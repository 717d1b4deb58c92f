import type { Attachment } from "svelte/attachments";
import { typeInto } from "./type-into.ts";

const isPlain = ({ altKey, ctrlKey, metaKey }: KeyboardEvent) => !altKey && !ctrlKey && !metaKey;

/** Keeps what is typed while something is loading: it belongs to the first field of what comes, and to nothing else. */
export class HeldKeys {
	#text = "";
	#element: HTMLElement | undefined;
	#before: Element | null = null;

	/** Gives the focus to the element that stands where the field will be. */
	readonly take: Attachment<HTMLElement> = (element) => {
		this.#text = "";
		this.#element = element;
		this.#before = document.activeElement;
		element.focus();
		element.addEventListener("keydown", (event) => this.#pressed(event));
	};

	get hasFocus(): boolean {
		return this.#element !== undefined && this.#element.contains(document.activeElement);
	}

	#pressed(event: KeyboardEvent): void {
		if (!isPlain(event) || event.key === "Escape" || event.key === "Tab") return;
		event.preventDefault();
		event.stopPropagation();
		if (event.key === "Backspace") this.#text = this.#text.slice(0, -1);
		else if (event.key.length === 1) this.#text += event.key;
	}

	/** Types it into the field that has the focus by now; if nothing has it, it returns to where it was. */
	release(): void {
		const { activeElement } = document;
		if (activeElement === document.body && this.#before instanceof HTMLElement) this.#before.focus();
		else if (isText(activeElement)) {
			const end = activeElement.value.length;
			typeInto(activeElement, { start: end, end, typed: this.#text });
		}
		this.#text = "";
	}
}

const isText = (field: Element | null): field is HTMLInputElement | HTMLTextAreaElement =>
	field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && /^(text|search)$/.test(field.type));
