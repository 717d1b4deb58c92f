interface Base {
	/** in UTF-16 units of the body */
	start: number;
	end: number;
	/** what is seen of it */
	text: string;
}

/** A block of code, fenced or indented. */
export interface CodeBlock extends Base {
	kind: "codeBlock";
	language: string;
	/** what begins each of its lines: the quotations and lists that it is in */
	prefix: string;
	/** its fence stands behind a text, on the same line */
	isBehind: boolean;
	/** a text goes on behind the fence that ends it */
	hasTail: boolean;
}

/** What is in a text and is neither plain words nor a mark around words. */
export type Token =
	| CodeBlock
	/** `handle` may end in `-` or `_`, which may not belong to it: see `heldHandle` */
	| (Base & { kind: "mention"; handle: string })
	| (Base & { kind: "channel"; name: string })
	/** `href` is "" for what no link leads to, such as `slack://` */
	| (Base & { kind: "address" | "email"; href: string })
	/** `text` is its label, with its marks */
	| (Base & { kind: "link" | "picture"; href: string })
	| (Base & { kind: "code" })
	/** `\*` is `*`, or what looks like a mark and is none, such as the `>` of `>_<` */
	| (Base & { kind: "escape" | "literal" })
	/** one, or several that follow each other */
	| (Base & { kind: "emoji" });
