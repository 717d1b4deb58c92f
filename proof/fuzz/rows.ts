/** The digest of each table's rows, by its name. */
export type Tables = Record<string, string>;

/** What entry.ts answers: the objects that somebody was in since the last look, as they are now. */
export interface Look {
	rows: Record<string, { found: Tables; left: Tables }>;
	/** those whose alarm rang */
	rang: string[];
}

export interface Changes {
	/** in words */
	tables: string[];
	/** whether it may be the work of an alarm, which rings when it rings, and may have to do with other objects */
	isByAlarm: boolean;
	/** tables that now hold what no request may bring in */
	planted: string[];
}

const isPlanted = (digest: string): boolean => digest.endsWith("planted");

/** All rows of all objects of a server that was built with entry.ts, as far as they changed. */
export class Rows {
	readonly #url: string;
	readonly #known = new Map<string, Tables>();

	constructor(url: string) {
		this.#url = `${url}/proof/look`;
	}

	/** Since it was last asked. The first answer is no news. */
	async changes(): Promise<Changes> {
		const { rows, rang } = (await (await fetch(this.#url)).json()) as Look;
		const found: Changes = { tables: [], isByAlarm: rang.length > 0, planted: [] };
		for (const [object, { found: now, left }] of Object.entries(rows)) {
			const before = this.#known.get(object) ?? {};
			this.#known.set(object, left);
			const where = object === "directory" ? "the directory" : "a workspace";
			const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
				(table) => before[table] !== now[table],
			);
			found.tables.push(...changed.map((table) => `${table} of ${where}`));
			const fresh = changed.filter((table) => isPlanted(now[table] ?? "") && !isPlanted(before[table] ?? ""));
			found.planted.push(...fresh.map((table) => `${table} of ${where}`));
		}
		return found;
	}
}
