/** What is to be done for one kind of job, and how. */
export interface JobKind<Payload> {
	/**
	 * May run twice, and later than one that was asked for after it: so a payload says only what it is about, and what is
	 * true of that is read here. One with more to do than fits into one go answers in how many ms it wants to go on.
	 * @param signal fires after `timeout_ms`; whatever happens after that is ignored
	 */
	run: (payload: Payload, signal: AbortSignal) => Promise<number | void>;
	/** Who receives it: of those with the same subject one runs at a time, and one that fails holds back the later ones. */
	subject: (payload: Payload) => string;
	timeout_ms: number;
	/** after so many it is parked */
	attempts: number;
	/** Whoever asked for it waits until it was tried. Only for what our own objects do. */
	isAwaited?: boolean;
}

/** Everything that an object's jobs may be. */
export type JobKinds<Job extends { kind: string }> = {
	[Kind in Job["kind"]]: JobKind<Omit<Extract<Job, { kind: Kind }>, "kind">>;
};

/** What our own objects are asked: an outage of most of a day is waited for. */
export const own = { timeout_ms: 5_000, attempts: 32 };
