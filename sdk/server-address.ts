/** Where a server is: what all addresses of its API begin with. */
export class ServerAddress {
	readonly #base: URL;

	constructor(baseUrl: string) {
		this.#base = new URL(baseUrl.replace(/\/*$/, "/"), globalThis.location?.href);
		// WebSocket would send them, and fetch would refuse them
		if (this.#base.username || this.#base.password) throw new TypeError("baseUrl must not contain a user or password");
	}

	/** Whether this code runs in a page of that server. */
	get isOfThisPage(): boolean {
		return this.#base.origin === globalThis.location?.origin;
	}

	/** @param template such as `/api/channels/{channel_id}`, filled with `path` */
	url(template: string, path: object, query: object): URL {
		const url = new URL(fill(template, path).slice(1), this.#base);
		for (const [name, value] of Object.entries(query))
			if (value !== undefined) url.searchParams.set(name, String(value));
		return url;
	}
}

/** A dot segment would change the path, so it is refused. */
function fill(template: string, values: object): string {
	const parts = new Map(Object.entries(values));
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = String(parts.get(name));
		if (["", ".", ".."].includes(value)) throw new TypeError(`${name} cannot be "${value}"`);
		return encodeURIComponent(value);
	});
}
