/**
 * What a key stands for in a combination, in lower case, with Caps Lock or without. Where it types no Latin letter it is
 * the one that stands there on most keyboards: Ctrl-B is the same key on a Russian one.
 */
export function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
	const isNamed = /^[A-Z][A-Za-z\d]+$/.test(key);
	if (isNamed || /^[!-~]$/.test(key)) return key.toLowerCase();
	const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
	if (letter) return letter.toLowerCase();
	return code === "Slash" ? (shiftKey ? "?" : "/") : key;
}

/** Whether a key press is this combination, such as `Alt+Shift+ArrowDown`. Shift may be part of what a sign is. */
export function isPressed(event: KeyboardEvent, keys: string): boolean {
	const { ctrlKey, metaKey, altKey, shiftKey } = event;
	const parts = keys.split("+");
	const last = parts.pop()!;
	// it types letters and signs of its own
	if (event.getModifierState("AltGraph")) return false;
	if (keyOf(event) !== last.toLowerCase()) return false;
	const isShiftRight = /^[?/]$/.test(last) || shiftKey === parts.includes("Shift");
	return isShiftRight && altKey === parts.includes("Alt") && (ctrlKey || metaKey) === parts.includes("Mod");
}
