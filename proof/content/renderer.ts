import type { User } from "@clickclack/sdk";
import { render } from "../../web/src/markdown.ts";

declare global {
	interface Window {
		draw: (body: string) => number;
	}
}

const ada: User = {
	id: "usr_ada",
	kind: "human",
	display_name: "Ada",
	handle: "ada",
	avatar_url: "",
	created_at: "2026-01-01T00:00:00.000Z",
};

/** From the text to elements in the page. @returns how long it took, in ms */
window.draw = (body) => {
	const place = document.body.appendChild(document.createElement("div"));
	const handles = new Map([[ada.handle, ada]]); // another each time: what was drawn is remembered by them
	const began = performance.now();
	Reflect.set(place, "innerHTML", render(body, handles, [ada.id])); // its type knows of strings only
	const took = performance.now() - began;
	place.remove();
	return took;
};
