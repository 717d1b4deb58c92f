import type { User } from "@clickclack/sdk";
import { render } from "../../web/src/markdown.ts";

declare global {
	interface Window {
		draw: (body: string) => void;
	}
}

/** From the text to elements in the page. */
window.draw = (body) => {
	const place = document.body.appendChild(document.createElement("div"));
	const ada: Pick<User, "id" | "handle"> = { id: "usr_ada", handle: "ada" };
	const handles = new Map([[ada.handle, ada as User]]); // another each time: what was drawn is remembered by them
	place.replaceChildren(document.importNode(render(body, handles, [ada.id]), true));
	place.remove();
};
