/** What is kept on this device, as JSON. It may be full, and what is found may be anybody's: the app goes on without it. */
export const storage = {
	/** Undefined when there is none that can be read. */
	get(key: string) {
		try {
			return JSON.parse(localStorage.getItem(key) ?? "");
		} catch {
			return undefined;
		}
	},

	set(key: string, value: unknown): void {
		try {
			localStorage.setItem(key, JSON.stringify(value));
		} catch {
			// full: what one does now goes on, and only a reload will not know of it
		}
	},
};
