const keys = new Set(["Tab", "F6"]);
/** Those that go from control to control; others open something that takes the focus. */
const steps = new Set([...keys, "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);
let lastKey = "";

/**
 * Says on the page whether the focus is moved by keys. A field of text is :focus-visible however it was focused, and the
 * composer is focused whenever a channel opens: its ring is for those who go from region to region by keyboard.
 */
export function watchFocusSource(): void {
	const { dataset } = document.documentElement;
	addEventListener("keydown", ({ key }) => (lastKey = key), { capture: true });
	addEventListener("keydown", ({ key }) => keys.has(key) && (dataset["focus"] = "keys"), { capture: true });
	addEventListener("pointerdown", () => delete dataset["focus"], { capture: true });
}

/** Whether somebody went to the control that has the focus, which was not given to it by what opened. */
export const isSteppedTo = (): boolean => steps.has(lastKey);
