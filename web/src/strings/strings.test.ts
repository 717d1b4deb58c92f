import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "..");

interface Node {
	type: string;
	[field: string]: unknown;
}

/** Attributes and properties that people read, or hear from a screen reader. */
const read =
	/^(aria-label|aria-description|aria-roledescription|alt|title|placeholder|label|note|hint|group|empty|action|\w+(Label|Title|Hint))$/;
/** Text of several words that begins like a sentence, wherever it stands. */
const sentence = /^\P{L}*\p{Lu}\p{Ll}*(['’]\p{Ll}+)?,? \p{L}/u;

function* literals(node: unknown, name = ""): Generator<string> {
	if (Array.isArray(node)) for (const one of node) yield* literals(one, name);
	else if (isNode(node)) yield* ofNode(node, name);
}

const isNode = (node: unknown): node is Node => typeof node === "object" && node !== null && "type" in node;

function* ofNode(node: Node, name: string): Generator<string> {
	if (node.type === "ThrowStatement" || node.type === "ImportDeclaration" || node.type === "Comment") return;
	if (node.type === "Attribute" && node["name"] === "generics") return;
	const text = textOf(node);
	const isText = node.type === "Text" && name === "";
	if (text !== undefined && (isText || read.test(name) ? /\p{L}{2}/u.test(text) : sentence.test(text)))
		yield text.trim();
	const inner = nameOf(node) ?? name;
	for (const [field, value] of Object.entries(node))
		if (field !== "css" && field !== "key") yield* literals(value, inner);
}

function textOf({ type, data, value }: Node): string | undefined {
	if (type === "Text") return String(data);
	if (type === "TemplateElement") return (value as { cooked: string }).cooked;
	return type === "Literal" && typeof value === "string" ? value : undefined;
}

/** What a literal below is for: an attribute or property of this name, or of no name in the text of an element. */
function nameOf(node: Node): string | undefined {
	if (node.type === "Attribute" || node.type === "StyleDirective") return String(node["name"]);
	if (node.type === "Property") return String((node["key"] as Node)["name"] ?? (node["key"] as Node)["value"]);
	if (node.type === "CallExpression" || node.type === "MemberExpression") return "call";
	return undefined;
}

const paths = globSync("**/*.{svelte,ts}", { cwd: source }).filter(
	(path) => !path.startsWith("strings/") && !path.endsWith(".test.ts"),
);

function literalsIn(path: string): string[] {
	const code = readFileSync(join(source, path), "utf8");
	const component = path.endsWith(".ts") ? `<script lang="ts">\n${code}\n</script>` : code;
	const { fragment, instance, module } = parse(component, { modern: true });
	return [...literals(fragment), ...literals(instance, "script"), ...literals(module, "script")];
}

const page = readFileSync(join(source, "../index.html"), "utf8");

test("what people read before the app is there stands in the catalogue too, but for its name", () => {
	const text = page.replace(/<!--.*?-->|<[^>]*>|\{\w+\}/gs, " ");
	const attributes = [...page.matchAll(/(?:alt|title|aria-label|name="description"\s+content)="([^"{]+)"/g)];
	expect([...text.match(/\S+/g)!, ...attributes.map(([, words]) => words)]).toEqual(["ClickClack"]);
});

test("what people read stands in the catalogue, and nowhere else", () => {
	const found = paths.map((path) => [path, literalsIn(path)] as const).filter(([, texts]) => texts.length > 0);
	expect(Object.fromEntries(found)).toEqual({});
});

/** What is ours in a sentence: numbers, dates, roles, names of pages, lists that are made of isolated names, as places are. */
const ours =
	/^(n|used|most|times|total|missing|messages|others|role|kind|created|day|time|size|about|when|pages?|place|slug|why|who|one|other|part|format)$/;
const person = "דנה (גן)";

type Sentence = (...values: unknown[]) => unknown;

async function sentencesIn(file: string): Promise<[string, Sentence][]> {
	const module: object = await import(join(import.meta.dirname, file));
	const all = Object.entries(module) as [string, unknown][];
	return all.flatMap(([name, value]) => (typeof value === "function" ? [[`${file} ${name}`, value as Sentence]] : []));
}

const parametersOf = (sentence: Sentence): string[] => /^\(([^)]*)\)/.exec(String(sentence))![1]!.match(/\w+/g) ?? [];

const files = globSync("*.ts", { cwd: import.meta.dirname, exclude: ["*.test.ts"] });
const sentences = (await Promise.all(files.map(sentencesIn))).flat();

test("a sentence keeps its words in order, whatever somebody in it is called", () => {
	const valueFor = (name: string) => (name === "names" ? [person, person] : ours.test(name) ? 2 : person);
	const said = sentences.map(([name, sentence]) => [name, String(sentence(...parametersOf(sentence).map(valueFor)))]);
	expect(said.filter(([, words]) => words!.includes(`\u2068${person}\u2069`)).length).toBeGreaterThan(40);
	expect(said.filter(([, words]) => words!.replaceAll(`\u2068${person}\u2069`, "").includes("דנה"))).toEqual([]);
});

/** What a text imports by name, or uses of what it imports as a whole, from a file of the catalogue: `app.ts title`. */
function* usesIn(code: string): Generator<string> {
	for (const [, names, file] of code.matchAll(
		/(?:import|export) \{([^}]*)\} from "[./]*\/(?:strings\/)?([\w-]+\.ts)"/g,
	))
		for (const name of names!.split(",")) yield `${file} ${name.trim().split(/ as /)[0]!}`;
	for (const [, alias, file] of code.matchAll(/import \* as (\w+) from "[./]*\/strings\/([\w-]+\.ts)"/g))
		for (const [, name] of code.matchAll(new RegExp(String.raw`\b${alias}\s*\.(\w+)`, "g"))) yield `${file} ${name!}`;
}

const passedOn = /export \{([^}]*)\} from/g;

/** What a file of the catalogue offers: its own, and what it passes on from another one. */
function offeredBy(file: string, code: string): string[] {
	const isUsedHere = (name: string) => [...code.matchAll(new RegExp(String.raw`\b${name}\b`, "g"))].length > 1;
	const own = [...code.matchAll(/export const (\w+)/g)].map(([, name]) => name!).filter((name) => !isUsedHere(name));
	const passed = [...code.matchAll(passedOn)].flatMap(([, names]) => names!.split(",").map((name) => name.trim()));
	return [...own, ...passed].map((name) => `${file} ${name}`);
}

test("every text of the catalogue is used", () => {
	const catalogue = files.map((file) => [file, readFileSync(join(import.meta.dirname, file), "utf8")] as const);
	const codes = [
		...paths.map((path) => readFileSync(join(source, path), "utf8")),
		...catalogue.map(([, code]) => code),
	];
	const ofPage = Array.from(page.matchAll(/\{(\w+)\}/g), ([, name]) => `page.ts ${name}`);
	const used = new Set([...codes.flatMap((code) => [...usesIn(code)]), ...ofPage]);
	const offered = catalogue.flatMap(([file, code]) => offeredBy(file, code));
	expect(offered.length).toBeGreaterThan(500);
	expect(offered.filter((one) => !used.has(one))).toEqual([]);
});
