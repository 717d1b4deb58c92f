/** Remembers the result for each key. Only valid while nothing changes, so within one query. */
export function once<K, V>(look: (key: K) => V): (key: K) => V {
	const known = new Map<K, V>();
	return (key) => {
		if (!known.has(key)) known.set(key, look(key));
		return known.get(key)!;
	};
}
