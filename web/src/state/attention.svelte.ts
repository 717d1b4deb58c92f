/** Whether somebody looks at this page: it is visible and has the focus. */
class Attention {
	isHere = $state(document.hasFocus());

	constructor() {
		const look = () => (this.isHere = document.visibilityState === "visible" && document.hasFocus());
		addEventListener("focus", look);
		addEventListener("blur", look);
		document.addEventListener("visibilitychange", look);
	}
}

export const attention = new Attention();
