import { render, type Handles, type Mentioned } from "./markdown.ts";

const nobody: Handles = new Map();

/** The words of a message as it is drawn, without its form. @param handles with it, mentions show names */
export function drawnText(body: string, handles = nobody, mentioned: Mentioned = []): string {
	const drawn = document.importNode(render(body, handles, mentioned), true);
	for (const mark of drawn.querySelectorAll("mark")) {
		const user = handles.get(mark.textContent.slice(1).toLowerCase());
		if (user) mark.textContent = `@${user.display_name}`;
	}
	return drawn.textContent.trim();
}
