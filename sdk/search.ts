import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { SearchMessages, SearchPage, SearchResult } from "./types.ts";

/** Whose days `on:today` means. Some systems do not know where they are. */
function localZone(): string | undefined {
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	return timeZone === "Etc/Unknown" ? undefined : timeZone;
}

export class Search {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/**
	 * The messages that fit `q` and that the caller may see. Operators such as `from:ada` are understood, with days as this
	 * machine's clock has them; with `syntax: "plain"` all of `q` is words.
	 */
	messages(query: SearchMessages): Pages<SearchPage, SearchResult> {
		const { syntax = "operators", time_zone = localZone() } = query;
		const first: SearchMessages = { ...query, syntax, time_zone };
		return pages({
			first,
			read: (query) => this.#client.request("GET /api/search", { query }),
			items: (page) => page.results,
			next: ({ next_cursor }) => (next_cursor === null ? undefined : { ...first, cursor: next_cursor }),
		});
	}
}
