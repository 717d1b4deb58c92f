import type { Options } from "minisearch";

/** A section of a page. */
export interface Found {
	href: string;
	page: string;
	title: string;
	/** the beginning of its text */
	snippet: string;
}

/** Of the index: the same where it is written and where it is read. */
export const searchOptions: Options = {
	idField: "href",
	fields: ["title", "page", "text"],
	storeFields: ["href", "page", "title", "snippet"],
	searchOptions: { prefix: true, fuzzy: 0.15, combineWith: "AND", boost: { title: 4, page: 2 } },
};
