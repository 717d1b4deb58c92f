/** What decides where a letter stands. */
const copied = [
	"box-sizing",
	"width",
	"padding",
	"border",
	"font",
	"letter-spacing",
	"word-spacing",
	"line-height",
	"tab-size",
	"text-indent",
	"white-space",
	"overflow-wrap",
	"word-break",
];

/** Where a character of a field stands, from left to right, and whether its line is read from right to left. */
export function characterIn(field: HTMLTextAreaElement, at: number): { left: number; right: number; isRtl: boolean } {
	const { value } = field;
	const from = at > 0 ? value.lastIndexOf("\n", at - 1) + 1 : 0;
	const [line = ""] = value.slice(from).split("\n", 1);
	const copy = document.createElement("div");
	const style = getComputedStyle(field);
	for (const name of copied) copy.style.setProperty(name, style.getPropertyValue(name));
	const { left, top } = field.getBoundingClientRect();
	Object.assign(copy.style, { position: "fixed", visibility: "hidden", left: `${left}px`, top: `${top}px` });
	copy.dir = "auto";
	const character = document.createElement("span");
	character.textContent = line.slice(at - from, at - from + 1);
	copy.append(line.slice(0, at - from), character, line.slice(at - from + 1));
	document.body.append(copy);
	const place = character.getBoundingClientRect();
	const isRtl = getComputedStyle(copy).direction === "rtl";
	copy.remove();
	return { left: place.left, right: place.right, isRtl };
}
