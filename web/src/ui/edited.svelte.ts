type Fields = Record<string, string>;

/** The fields of a form over values that may change meanwhile: what is typed stays, the others are as they are now. */
export class Edited<Values extends Fields> {
	readonly #now: () => Values;
	#typed = $state.raw<Partial<Values>>({});
	/** to bind the fields to */
	readonly values: Values;

	constructor(now: () => Values) {
		this.#now = now;
		this.values = new Proxy({} as Values, {
			get: (_, field: string) => this.#typed[field] ?? this.#now()[field],
			set: (_, field: string, value: string) => {
				this.#typed = { ...this.#typed, [field]: value };
				return true;
			},
		});
	}

	/** Only what was changed: the others may have been changed by somebody else. */
	get changes(): Partial<Values> {
		const now = this.#now();
		return pick(this.#typed, (field, value) => value !== now[field]);
	}

	get isChanged(): boolean {
		return Object.keys(this.changes).length > 0;
	}

	/** Sends what was changed, if anything was; what is typed meanwhile stays. */
	async save(send: (changes: Partial<Values>) => Promise<unknown>): Promise<void> {
		const typed = this.#typed;
		if (this.isChanged) await send(this.changes);
		this.#typed = pick(this.#typed, (field, value) => value !== typed[field]);
	}
}

const pick = <Values extends Fields>(
	from: Partial<Values>,
	isWanted: (field: string, value: string | undefined) => boolean,
): Partial<Values> =>
	Object.fromEntries(Object.entries(from).filter(([field, value]) => isWanted(field, value))) as Partial<Values>;
