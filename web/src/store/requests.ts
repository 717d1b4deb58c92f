import type { Tables } from "./database.ts";

type Name = keyof Tables;
type Key<N extends Name> = Tables[N]["key"] | IDBKeyRange;

/** What a request is answered. */
export function answerTo<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.addEventListener("success", () => resolve(request.result));
		request.addEventListener("error", () => reject(request.error!));
	});
}

/** The rows of one kind, inside a transaction. */
export class Table<N extends Name> {
	readonly #store: IDBObjectStore;

	constructor(store: IDBObjectStore) {
		this.#store = store;
	}

	get = (key: Key<N>): Promise<Tables[N]["value"] | undefined> => answerTo(this.#store.get(key));
	getAll = (range?: IDBKeyRange): Promise<Tables[N]["value"][]> => answerTo(this.#store.getAll(range));
	getAllKeys = (range?: IDBKeyRange): Promise<Tables[N]["key"][]> =>
		answerTo(this.#store.getAllKeys(range)) as Promise<Tables[N]["key"][]>;
	count = (key: Key<N>): Promise<number> => answerTo(this.#store.count(key));
	put = (row: Tables[N]["value"]): Promise<unknown> => answerTo(this.#store.put(row));
	delete = (key: Key<N>): Promise<unknown> => answerTo(this.#store.delete(key));
	clear = (): Promise<unknown> => answerTo(this.#store.clear());
}

export class Transaction<N extends Name> {
	readonly #transaction: IDBTransaction;
	readonly #done: Promise<void>;

	constructor(transaction: IDBTransaction) {
		this.#transaction = transaction;
		this.#done = new Promise((resolve, reject) => {
			transaction.addEventListener("complete", () => resolve());
			transaction.addEventListener("abort", () => reject(transaction.error));
		});
		// who does not wait for it has no use for its failure
		this.#done.catch(() => {});
	}

	table = <One extends N>(name: One): Table<One> => new Table(this.#transaction.objectStore(name));

	/** At once, without waiting for the answers. */
	commit = (): void => this.#transaction.commit();

	/** Waits for it and for each of its requests: one that fails is no error of its own. */
	async all(requests: Promise<unknown>[]): Promise<true> {
		await Promise.all([...requests, this.#done]);
		return true;
	}
}
