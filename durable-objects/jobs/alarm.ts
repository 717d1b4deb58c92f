export type AlarmStorage = Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;

/** An alarm that is overdue by this much is considered lost and is set again. */
const lost_ms = 5_000;
/** The runtime takes none after 2189 (compatibility date 2026-10-23); one that fires too early only sets the next. */
const latest = Date.UTC(2189, 0);

/** The object's one alarm. Setting it writes to storage, so it is left alone where that does no harm. */
export class JobAlarm {
	readonly #storage: AlarmStorage;
	#time: number | undefined;

	constructor(storage: AlarmStorage) {
		this.#storage = storage;
	}

	/** The alarm has fired; the caller sets the next one. */
	fired(): void {
		this.#time = undefined;
	}

	/**
	 * @param time undefined: no alarm
	 * @param mayBeEarlier an alarm that is already set for an earlier time is kept
	 */
	set(time: number | undefined, mayBeEarlier = false): void {
		const isLost = this.#time !== undefined && this.#time < Date.now() - lost_ms;
		const isEarlier = this.#time !== undefined && time !== undefined && this.#time < time;
		if (!isLost && (this.#time === time || (mayBeEarlier && isEarlier))) return;
		this.#time = time;
		void (time === undefined ? this.#storage.deleteAlarm() : this.#storage.setAlarm(Math.min(time, latest)));
	}
}
