/** How a piece of text in a line looks. */
export interface Look {
	bold?: boolean;
	italic?: boolean;
	struck?: boolean;
	code?: boolean;
	/** another object for each: two may lead to the same place */
	link?: { href: string } | undefined;
}

/** A piece of text that looks the same from end to end. */
export interface Run {
	text: string;
	look: Look;
}

const styles: [look: Look, tags: RegExp, style: RegExp][] = [
	[{ bold: true }, /^(?:B|STRONG)$/, /font-weight:\s*(?:bold|[6-9]00)/i],
	[{ italic: true }, /^(?:I|EM|CITE|DFN)$/, /font-style:\s*italic/i],
	[{ struck: true }, /^(?:S|DEL|STRIKE)$/, /text-decoration[\w-]*:[^;]*line-through/i],
	[{ code: true }, /^(?:CODE|KBD|SAMP|TT)$/, /mso-style-name:\s*code/i],
];

/** A document of Google is bold as a whole, and says in the style that it is not. */
const isNot = { bold: /font-weight:\s*(?:normal|[1-5]00)/i };

/** How the text in an element looks, which is in one that looks so. */
export function lookIn(element: Element, outer: Look): Look {
	const style = element.getAttribute("data-style") ?? "";
	const look = { ...outer };
	for (const [adds, tags, css] of styles) if (tags.test(element.tagName) || css.test(style)) Object.assign(look, adds);
	if (isNot.bold.test(style)) delete look.bold;
	const href = element.tagName === "A" && element.getAttribute("href");
	return href ? { ...look, link: { href } } : look;
}

/** The text of a node, in runs. */
export function runsOf(node: Node, look: Look): Run[] {
	if (node instanceof Text) return [{ text: node.data.replace(/[ \t\r\n\u00A0]+/g, " "), look }];
	if (!(node instanceof Element) || isHidden(node)) return [];
	if (node.tagName === "BR") return [{ text: "\n", look: {} }];
	if (node.tagName === "IMG") return [{ text: node.getAttribute("alt") ?? "", look }];
	const inner = lookIn(node, look);
	return [...node.childNodes].flatMap((child) => runsOf(child, inner));
}

/** What Word puts in front of an item of a list, among others. */
export const isHidden = (element: Element): boolean =>
	/display:\s*none|mso-list:\s*ignore|mso-hide/i.test(element.getAttribute("data-style") ?? "");
