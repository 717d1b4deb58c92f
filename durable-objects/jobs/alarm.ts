export type AlarmStorage = Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;

/** After so long, one that should have rung is taken for lost. */
const lost_ms = 5_000;

/** The one alarm that an object has. To set it is to write, so it is left alone where that does no harm. */
export class JobAlarm {
	readonly #storage: AlarmStorage;
	#time: number | undefined;

	constructor(storage: AlarmStorage) {
		this.#storage = storage;
	}

	/** Whoever hears it sets the next one. */
	rang(): void {
		this.#time = undefined;
	}

	/**
	 * @param time undefined: it is not to ring
	 * @param mayBeEarlier one that rings before will do
	 */
	set(time: number | undefined, mayBeEarlier = false): void {
		const isLost = this.#time !== undefined && this.#time < Date.now() - lost_ms;
		const isEarlier = this.#time !== undefined && time !== undefined && this.#time < time;
		if (!isLost && (this.#time === time || (mayBeEarlier && isEarlier))) return;
		this.#time = time;
		void (time === undefined ? this.#storage.deleteAlarm() : this.#storage.setAlarm(time));
	}
}
