import MiniSearch from "minisearch";
import { addAsset } from "./assets.ts";
import { searchOptions, type Found } from "./browser/search-options.ts";
import type { Document } from "./documents.ts";

/** Where the text of a result is cut. */
const snippet_length = 140;

/** Writes the index that the browser loads when somebody begins to search; returns its address. */
export function searchIndex(pages: Document[]): string {
	const index = new MiniSearch<Found & { text: string }>(searchOptions);
	for (const { label, path, sections } of pages)
		for (const { id, title, text } of sections)
			index.add({ href: `${path}#${id}`, page: label, title, text, snippet: text.slice(0, snippet_length) });
	return addAsset("search.json", JSON.stringify(index));
}
