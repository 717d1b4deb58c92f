import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { SearchMessages, SearchPage, SearchResult } from "./types.ts";

export class Search {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Messages with all the words of `q`, as far as I may see them. */
	messages(query: SearchMessages): Pages<SearchPage, SearchResult> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/search", { query }),
			items: (page) => page.results,
			next: ({ next_cursor }) => (next_cursor === null ? undefined : { ...query, cursor: next_cursor }),
		});
	}
}
