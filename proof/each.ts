/** Does the work for each, a few at a time. */
export async function each<T>(all: Iterable<T>, work: (one: T) => Promise<unknown>, at_once = 8): Promise<void> {
	const left = [...all].values();
	const lane = async () => {
		for (const one of left) await work(one);
	};
	await Promise.all(Array.from({ length: at_once }, lane));
}
