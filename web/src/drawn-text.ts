import { render, type Mentioned } from "./markdown.ts";
import type { Handles } from "./state/handles.ts";

const nobody: Handles = new Map();

const blocks = "p, h1, h2, h3, h4, h5, h6, blockquote, pre, ul, ol, li, tr";

/** The words of a message as it is drawn, without its form: a line for each block. @param handles with it, mentions show names */
export function drawnText(body: string, handles = nobody, mentioned: Mentioned = []): string {
	const drawn = document.importNode(render(body, handles, mentioned), true);
	for (const mark of drawn.querySelectorAll("mark")) {
		const user = handles.get(mark.textContent.slice(1).toLowerCase());
		if (user) mark.textContent = `@${user.display_name}`;
	}
	for (const line_break of drawn.querySelectorAll("br")) line_break.replaceWith("\n");
	for (const block of drawn.querySelectorAll(blocks)) {
		block.before("\n");
		block.after("\n");
	}
	for (const cell of drawn.querySelectorAll("td + td, th + th")) cell.before(" ");
	return drawn.textContent.replaceAll(/\n+/g, "\n").trim();
}
