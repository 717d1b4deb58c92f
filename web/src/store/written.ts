import { hasStorage, under, withTables, type WrittenRow } from "./database.ts";
import { legacy } from "./legacy.ts";

/** A row as it is now; without a value it is gone. */
type Change = Omit<WrittenRow, "value"> & { value?: unknown };

/** Told of every row that comes, changes or goes (then without a value). Not `isMine`: by another tab, or by an earlier page. */
type Changed<T> = (id: string, value: T | undefined, isMine: boolean) => void;

const kinds = new Map<string, Changed<never>>();
/** Other tabs of this browser. */
const others = new BroadcastChannel("clickclack.written");
/** Whose rows are open: one person for the life of the page. */
let person: string | undefined;

/** Rows of one kind that a person wrote here and the server does not have: they outlive the page, and all tabs share them. */
export class Written<T> {
	readonly #kind: string;
	readonly #changed: Changed<T>;

	constructor(kind: string, changed: Changed<T>) {
		this.#kind = kind;
		this.#changed = changed;
		kinds.set(kind, changed);
	}

	put(id: string, value: T): void {
		this.#changed(id, value, true);
		this.#tell({ id, value });
	}

	delete(id: string): void {
		this.#changed(id, undefined, true);
		this.#tell({ id });
	}

	/** Whether another tab has deleted a row: it may have done so without our having heard of it. */
	async isGone(id: string): Promise<boolean> {
		const key: [string, string, string] = [person!, this.#kind, id];
		const found = await withTables(["written"], "readonly", (tx) => tx.table("written").count(key));
		return found === 0;
	}

	#tell({ id, value }: { id: string; value?: T }): void {
		if (person === undefined) return;
		const change = { person, kind: this.#kind, id, value };
		// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows, this is a channel
		others.postMessage(change);
		waiting.set(`${this.#kind} ${id}`, change);
		void written();
	}
}

others.addEventListener("message", ({ data }: MessageEvent<Change>) => {
	if (data.person === person) kinds.get(data.kind)?.(data.id, data.value as never, false);
});

const waiting = new Map<string, Change>();
/** What there was no room for: it is tried again with the next change. */
let unwritten = new Map<string, Change>();
/** tells the person that there is none */
let onfull = () => {};
let writing: Promise<void> | undefined;

/** Resolves when everything is written. There is one transaction at a time, with all that has changed since the last one. */
export function written(): Promise<void> {
	return (writing ??= writeAll().finally(() => (writing = undefined)));
}

async function writeAll(): Promise<void> {
	while (waiting.size > 0) await writeWaiting();
}

async function writeWaiting(): Promise<void> {
	const changes = new Map([...unwritten, ...waiting]);
	waiting.clear();
	const isDone = (await write([...changes.values()])) ?? (await writeWithLess([...changes.values()]));
	if (!isDone && !(await hasStorage())) return;
	const wasFull = unwritten.size > 0;
	unwritten = isDone ? new Map() : new Map([...changes, ...unwritten]);
	if (!isDone && !wasFull) onfull();
	if (isDone) removeEventListener("beforeunload", stay);
	else addEventListener("beforeunload", stay);
}

/** What can be asked for again makes room for what cannot. */
async function writeWithLess(changes: Change[]): Promise<true | undefined> {
	await withTables(["timelines", "workspaces"], "readwrite", (tx) =>
		tx.all([tx.table("timelines").clear(), tx.table("workspaces").clear()]),
	);
	return await write(changes);
}

/** The browser asks whether to leave the page: what was written is only in it. */
const stay = (event: Event) => event.preventDefault();

const write = (changes: Change[]): Promise<true | undefined> =>
	withTables(["written"], "readwrite", (tx) => {
		const table = tx.table("written");
		const requests = changes.map(({ person, kind, id, value }) =>
			value === undefined ? table.delete([person, kind, id]) : table.put({ person, kind, id, value }),
		);
		// at once: a page that is being closed does not wait for the answers
		tx.commit();
		return tx.all(requests);
	});

addEventListener("pagehide", () => void writeWaiting());

/**
 * Loads what a person wrote here, in this tab or another one, now or earlier.
 * @param full called when the browser has no room for what they write
 */
export async function openWritten(id: string, full: () => void): Promise<void> {
	person = id;
	onfull = full;
	const rows = (await withTables(["written"], "readonly", (tx) => tx.table("written").getAll(under(id)))) ?? [];
	const old = legacy.rows(id);
	for (const { kind, id, value } of [...old, ...rows]) kinds.get(kind)?.(id, value as never, false);
	if (old.length > 0 && (await write(old))) legacy.clear(id);
}

/** Resolves when all is written; what changes from now on stays in memory: the person has signed out. */
export async function closeWritten(): Promise<void> {
	person = undefined;
	await written();
}

/** What is deleted when somebody signs out. */
export const own_kinds = ["draft", "draft-base", "search"];

/** Deletes the rows of these kinds of everybody for whom `isMeant`. */
export async function forgetWritten(which: string[], isMeant: (person: string) => boolean): Promise<void> {
	await withTables(["written"], "readwrite", async (tx) => {
		const table = tx.table("written");
		const keys = await table.getAllKeys();
		const meant = keys.filter(([person, of]) => which.includes(of) && isMeant(person));
		return await tx.all(meant.map((key) => table.delete(key)));
	});
}
