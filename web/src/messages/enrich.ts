import { copy } from "./clipboard.ts";

/** A button on each block of code. Made here and not in the text, which holds only what its author may write. */
export function addCopyButtons(body: HTMLElement): void {
	for (const block of body.querySelectorAll("pre:not(:has(.copy))")) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "copy";
		button.textContent = "Copy";
		button.ariaLabel = "Copy the code";
		const code = block.querySelector("code")?.textContent ?? "";
		button.addEventListener("click", () => void copy(code, "The code was copied."));
		block.append(button);
	}
}

/** Mentions of the reader stand out. */
export function markMine(body: HTMLElement, handle: string): void {
	for (const mark of body.querySelectorAll("mark"))
		if (mark.textContent.toLowerCase() === `@${handle}`) mark.className = "mine";
}
