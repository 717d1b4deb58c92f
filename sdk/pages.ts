/** A paged list: `await` it for the first page; `for await` over it for every item of every page. */
export interface Pages<Page, Item> extends PromiseLike<Page>, AsyncIterable<Item> {}

interface Book<Page, Item, Query> {
	first: Query;
	read: (query: Query) => Promise<Page>;
	items: (page: Page) => Item[];
	/** the query for the page after this one; undefined after the last */
	next: (page: Page) => Query | undefined;
}

/** Sends no request until it is awaited or iterated, and requests the first page once. */
export function pages<Page, Item, Query>({ first, read, items, next }: Book<Page, Item, Query>): Pages<Page, Item> {
	let opened: Promise<Page> | undefined;
	const open = () => (opened ??= read(first));
	return {
		// oxlint-disable-next-line unicorn/no-thenable -- being awaitable is the point
		then: (taken, failed) => open().then(taken, failed),
		async *[Symbol.asyncIterator]() {
			for (let page = await open(); ;) {
				yield* items(page);
				const query = next(page);
				if (query === undefined) return;
				page = await read(query);
			}
		},
	};
}
