import { errorText } from "../errors.ts";

/** An action of a form or a button that may fail: whether it is running, and how it ended. */
export class Attempt {
	busy = $state(false);
	hasSucceeded = $state(false);
	readonly #fields: readonly string[];
	#words = $state("");
	/** The field that the words are about, where that is known. */
	#field = $state<string>();

	/** @param fields of the form, as the API calls them; `about` tells what is wrong with one of them */
	constructor(...fields: string[]) {
		this.#fields = fields;
	}

	/** Why it failed, unless that is about one of the fields. */
	get failure(): string {
		return this.#field === undefined ? this.#words : "";
	}

	/** What is wrong with a field, to show beside it. */
	about(field: string): string {
		return this.#field === field ? this.#words : "";
	}

	/** Runs it, unless it is running already. @returns whether it succeeded */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.#words = "";
		this.#field = undefined;
		this.hasSucceeded = false;
		try {
			await work();
			this.hasSucceeded = true;
		} catch (error) {
			this.#words = errorText(error);
			this.#field = this.#fields.find((field) => names(error, field));
		} finally {
			this.busy = false;
		}
		return this.hasSucceeded;
	}
}

/** The server names the field first: `handle: 2 to 32 of a–z…`, `workspace slug is already taken`. */
const names = (error: unknown, field: string): boolean =>
	error instanceof Error && error.message.split(/\W+/, 2).includes(field);
