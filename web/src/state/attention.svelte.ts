/** Whether somebody looks at this page, and at what. */
class Attention {
	/** it is visible and has the focus */
	isHere = $state(document.hasFocus());
	/** the keys of the timelines that are open: a conversation, a topic in it, a thread */
	readonly shown = new Set<string>();

	constructor() {
		const look = () => (this.isHere = document.visibilityState === "visible" && document.hasFocus());
		addEventListener("focus", look);
		addEventListener("blur", look);
		document.addEventListener("visibilitychange", look);
	}

	/** A timeline is open, until the function is called that this returns. */
	shows(key: string): () => void {
		this.shown.add(key);
		return () => void this.shown.delete(key);
	}
}

export const attention = new Attention();
