/**
 * Whether a key belongs to an input method, which composes a character of several. Safari ends that before the key that
 * ends it, and gives the key the code that stands for all keys of input methods.
 */
const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;

/** Keeps the keys of input methods from everything in the page that listens for keys: Enter sends nothing then. */
export function leaveKeysToInputMethods(): void {
	const leave = (event: KeyboardEvent) => isComposing(event) && event.stopImmediatePropagation();
	for (const kind of ["keydown", "keyup"] as const) addEventListener(kind, leave, { capture: true });
}
