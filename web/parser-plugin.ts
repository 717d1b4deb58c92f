import type { Plugin } from "vite";

/** What finds blocks that are none in a chat (see src/markup/blocks.ts), and what is in a block: the grammar does that. */
const unused_methods =
	"code def html lheading autolink br codespan del emStrong escape inlineText inlineTokens link linkInText reflink tag url".split(
		" ",
	);
/** Kinds of Markdown that nobody writes here. */
const unused_kinds = ["pedantic", "breaks"];
/** What is always so, or never. */
const options: [string, string][] = [
	["pedantic", "false"],
	["breaks", "false"],
	["gfm", "true"],
	["extensions", "null"],
];
/** Groups of rules, each with one that no other has. */
const groups = { block: "blockquote", inline: "emStrongLDelim", other: "codeRemoveIndent" };

interface Node {
	type: string;
	start: number;
	end: number;
	key?: { name?: string };
}

/** `const id = init`, where `init` may be an object. */
interface Variable extends Node {
	id: { name: string };
	init: (Node & { properties?: (Node & { argument?: { name: string } })[] }) | null;
}

type Parse = (code: string) => { body: object[] };

const nodesIn = (node: object): Node[] =>
	Object.values(node)
		.flat()
		.filter((child): child is Node => typeof child === "object" && child !== null)
		.flatMap((child) => [child, ...nodesIn(child)]);

/** Replaces parts of a text, each by what `by` makes of it. */
function replaced(code: string, nodes: Node[], by: (part: string) => string): string {
	let [made, from] = ["", 0];
	for (const { start, end } of nodes.toSorted((a, b) => a.start - b.start)) {
		made += code.slice(from, start) + by(code.slice(start, end));
		from = end;
	}
	return made + code.slice(from);
}

const globals = (code: string, parse: Parse): Variable[] =>
	parse(code).body.flatMap((node) => ("declarations" in node ? (node.declarations as Variable[]) : []));

/** Without functions that only what is gone called. */
function calledOnly(code: string, parse: Parse): string {
	const gone = parse(code).body.filter((node): node is Variable => "id" in node && isNamedOnce(code, node as Variable));
	return gone.length === 0
		? code
		: calledOnly(
				replaced(code, gone, () => ""),
				parse,
			);
}

const isNamedOnce = (code: string, { type, id }: Variable): boolean =>
	type === "FunctionDeclaration" && code.split(new RegExp(`(?<![\\w$])${id.name}(?![\\w$])`)).length === 2;

/** Rules that nothing reads. */
function unread(code: string, variables: Variable[]): Node[] {
	const objects = variables.filter(({ init }) => init?.properties);
	const unused = objects
		.flatMap(({ init }) => init!.properties!)
		.filter(({ key }) => unused_kinds.includes(key?.name ?? ""));
	const rules = Object.entries(groups).flatMap(([group, sign]) => {
		const { name } = objects.find(({ init }) => init!.properties!.some(({ key }) => key?.name === sign))!.id;
		const reads = code.matchAll(new RegExp(`(?<![\\w$])(?:${group}|${name})\\.(\\w+)`, "g"));
		const read = new Set(Array.from(reads, ([, rule]) => rule));
		return objects
			.filter(({ id, init }) => id.name === name || init!.properties![0]?.argument?.name === name)
			.flatMap(({ init }) => init!.properties!.filter(({ key }) => key?.name && !read.has(key.name)));
	});
	return [...unused, ...rules];
}

/** Rules are made by calls, of which the bundler cannot know that it may leave them out. */
function lessRules(code: string, parse: Parse): string {
	const gone = unread(code, globals(code, parse)).map((node) => ({
		...node,
		end: node.end + (code[node.end] === "," ? 1 : 0),
	}));
	const kept = replaced(code, gone, () => "");
	const made = globals(kept, parse).flatMap(({ init }) => (init && /^(?:Call|Object)/.test(init.type) ? [init] : []));
	return replaced(kept, made, (init) => `/* @__PURE__ */ (() => (${init}))()`);
}

/** Of the parser, what finds blocks: it ends with a whole one that is made at once, and would bring its renderers along. */
export const blocksOnly = (): Plugin => ({
	name: "clickclack-parser",
	// a proof builds the app without its guards, and takes the whole parser: its size does not matter
	apply: ({ build }, { command }) => command === "build" && build?.minify !== false,
	transform(code, id) {
		if (!id.endsWith("/marked.esm.js")) return undefined;
		const parse: Parse = (text) => this.parse(text);
		const last = code.lastIndexOf("var ", code.lastIndexOf("=new "));
		const names = /export\{([^}]+)\};/.exec(code)?.[1]?.match(/[\w$]+ as (?:Lexer|Tokenizer)\b/g);
		const methods = nodesIn(parse(code)).filter(
			({ type, key, start }) => type === "MethodDefinition" && start < last && unused_methods.includes(key?.name ?? ""),
		);
		if (last < 0 || names?.length !== 2 || methods.length < unused_methods.length)
			throw new Error("the parser is another one now");
		const blocks = replaced(code, [...methods, { type: "", start: last, end: code.length }], () => "");
		const decided = options.reduce((text, [name, value]) => text.replaceAll(`this.options.${name}`, value), blocks);
		const whole = calledOnly(`${decided}export{${names.join()}};`, parse);
		return { code: lessRules(whole, parse), map: null };
	},
});
