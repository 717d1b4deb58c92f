import { slugify } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { LinkChannel } from "./decorate-html.ts";

/** In UTF-16 units: of 80 letters none with marks has more, and longer names are written as they are called. */
const longest = 320;
/** A text with more was made to be slow. */
const most_names = 50;

/** Links channels that are written otherwise than they are called: `#C++`, `#Général`. */
export function linkSpelled(spans: HTMLElement[], workspace: WorkspaceState, link: LinkChannel): void {
	for (const span of spans.slice(0, most_names)) {
		const slug = slugify(span.textContent.slice(1));
		// to spell each beginning of a text takes long, so only if one can be a name
		const begins = Array.from({ length: slug.length }, (_, last) => slug.slice(0, last + 1));
		if (begins.some((name) => workspace.channelNamed(name)))
			link(span, (name) => (name.length > longest ? undefined : workspace.channelNamed(slugify(name))));
	}
}
