/** How one kind of job is run. */
export interface JobKind<Payload> {
	/**
	 * May run twice, and after a job that was added later. So a payload holds only ids, and the current data is read here.
	 * A job that needs another go returns the milliseconds until it wants to continue.
	 * @param signal fires after `timeout_ms`; later results are ignored
	 */
	run: (payload: Payload, signal: AbortSignal) => Promise<number | void>;
	/** The receiver. Jobs of one subject run one at a time, in order; one that fails holds back the later ones. */
	subject: (payload: Payload) => string;
	timeout_ms: number;
	/** After this many attempts it is parked; Infinity: never, nor because too many wait. */
	attempts: number;
	/** There is one of it: another one that is added only brings it forward. It continues as long as it has something to do. */
	isSingle?: true;
	/** The caller waits until it was tried. Only for calls between our own objects. */
	isAwaited?: boolean;
}

/** Every kind of job of an object. */
export type JobKinds<Job extends { kind: string }> = {
	[Kind in Job["kind"]]: JobKind<Omit<Extract<Job, { kind: Kind }>, "kind">>;
};

/** For calls between our own objects: retries span an outage of most of a day. */
export const own = { timeout_ms: 5_000, attempts: 32 };
