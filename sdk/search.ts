import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { SearchMessages, SearchPage, SearchResult } from "./types.ts";

export class Search {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The messages with all words of `q` that the caller may see. */
	messages(query: SearchMessages): Pages<SearchPage, SearchResult> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/search", { query }),
			items: (page) => page.results,
			next: ({ next_cursor }) => (next_cursor === null ? undefined : { ...query, cursor: next_cursor }),
		});
	}
}
