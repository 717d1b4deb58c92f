/** The part of a range that is in a node. */
export function within(range: Range, node: Node): Range {
	const part = allOf(node);
	if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
		part.setStart(range.startContainer, range.startOffset);
	if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
	return part;
}

export function allOf(node: Node): Range {
	const all = document.createRange();
	all.selectNodeContents(node);
	return all;
}

/** What says how its contents are meant. */
const frames = "ul, ol, blockquote, table, thead, tbody, tr, pre, code";

/** A copy of a part of a message's text, without what the app adds to it. */
export function contentOf(body: HTMLElement, part: Range): HTMLElement {
	const copy = document.createElement("div");
	copy.append(part.cloneContents());
	let root = elementOf(part.commonAncestorContainer);
	while (root !== body && body.contains(root) && root.matches(frames)) {
		const frame = root.cloneNode() as HTMLElement;
		frame.append(...copy.childNodes);
		copy.append(frame);
		root = root.parentElement!;
	}
	renumber(copy, part, root);
	for (const added of copy.querySelectorAll(".code-head, .more")) added.remove();
	return copy;
}

/** Numbered lists whose beginning is not selected keep their numbers. */
function renumber(copy: HTMLElement, { startContainer, startOffset }: Range, root: Element): void {
	const items: Element[] = [];
	let inner = elementOf(startContainer.childNodes[startOffset] ?? startContainer);
	for (; inner !== root && root.contains(inner); inner = inner.parentElement!)
		if (inner.matches("ol > li")) items.unshift(inner);
	for (const [at, list] of [...copy.querySelectorAll("ol")].slice(0, items.length).entries()) {
		const whole = items[at]!.parentElement as HTMLOListElement;
		list.start = whole.start + [...whole.children].indexOf(items[at]!);
	}
}

const elementOf = (node: Node): Element => (node instanceof Element ? node : node.parentElement!);
