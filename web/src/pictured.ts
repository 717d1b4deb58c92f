import type { Attachment } from "svelte/attachments";
import type { WorkspaceState } from "./state/workspace.svelte.ts";

const named = /:[a-z0-9_-]{2,32}:/;

/**
 * Draws the emoji of a text that are pictures, such as `:claw-wave:`. What does that is large and few texts need it, so it is
 * loaded for the first one.
 */
export const pictured =
	(text: string, workspace?: WorkspaceState): Attachment<HTMLElement> =>
	(element) => {
		if (!named.test(text)) return undefined;
		let end: (() => void) | "gone" | undefined;
		const draw = (it: typeof import("./emoji/draw.svelte.ts")) => {
			if (end !== "gone") end = it.keepPictured(element, workspace);
		};
		// without it the names stay
		import("./emoji/draw.svelte.ts").then(draw, () => {});
		return () => {
			if (typeof end === "function") end();
			end = "gone";
		};
	};
