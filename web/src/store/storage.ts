/** JSON in localStorage. It may be full, and may hold what others wrote there: the app goes on without it. */
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
			// full: it works until the page is reloaded
		}
	},

	remove(key: string): void {
		try {
			localStorage.removeItem(key);
		} catch {
			// there is none
		}
	},

	keys(): string[] {
		try {
			return Object.keys(localStorage);
		} catch {
			return [];
		}
	},
};
