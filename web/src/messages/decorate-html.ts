import { copy } from "./clipboard.ts";

/** Adds to rendered Markdown what its author may not write. */
export function decorateHtml(body: HTMLElement, my_handle: string): void {
	addCopyButtons(body);
	highlightMentions(body, my_handle);
}

function addCopyButtons(body: HTMLElement): void {
	for (const block of body.querySelectorAll("pre:not(:has(.copy))")) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "copy";
		button.textContent = "Copy";
		button.ariaLabel = "Copy code";
		const code = block.querySelector("code")?.textContent ?? "";
		button.addEventListener("click", () => void copy(code, "Code copied."));
		block.append(button);
	}
}

/** Mentions of the reader stand out. */
function highlightMentions(body: HTMLElement, handle: string): void {
	for (const mark of body.querySelectorAll("mark"))
		if (mark.textContent.toLowerCase() === `@${handle}`) mark.className = "mine";
}
