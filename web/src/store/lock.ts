/** Does something while no other tab of this browser does it; where tabs cannot agree on that, at once. */
export async function alone<T>(what: string, work: () => Promise<T>): Promise<T> {
	// only on https and on this machine
	if (!("locks" in navigator)) return await work();
	return await navigator.locks.request(`clickclack.${what}`, work);
}
