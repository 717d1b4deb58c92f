const at_once = 8;

/** Does the work for each, a few at a time. */
export async function each<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
	const left = [...all];
	const lane = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
	};
	await Promise.all(Array.from({ length: at_once }, lane));
}
