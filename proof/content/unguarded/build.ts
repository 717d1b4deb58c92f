import { renameSync } from "node:fs";
import { join } from "node:path";
import { type AST, parse } from "svelte/compiler";
import { type Plugin, build } from "vite";

const web = join(import.meta.dirname, "../../../web");
/** There only text can be, and no element. */
const text_only = new Set(["title", "textarea", "option", "style"]);

/**
 * Builds the web app without all that stands between what people write and the page: no escaping of texts, no sanitiser,
 * Markdown with its HTML. The product has no switch for this; its sources are changed on their way into the build.
 */
export async function buildUnguarded(folder: string): Promise<void> {
	await build({
		configFile: join(web, "vite.config.ts"),
		logLevel: "error",
		plugins: [raw()],
		build: { outDir: folder, minify: false, reportCompressedSize: false },
	});
	// as site/build.ts does: the app's page is not the one at /
	renameSync(join(folder, "index.html"), join(folder, "app.html"));
}

const markdown = join(import.meta.dirname, "markdown.ts");
/** In place of the sanitiser that reads what is pasted: all of it. */
const sanitiser =
	"export default { sanitize: (html) => Object.assign(document.createElement('div'), { innerHTML: asHtml(html) }) };";

function raw(): Plugin {
	const left = new Set(["Markdown", "texts"]);
	return {
		name: "unguarded",
		enforce: "pre",
		resolveId(id) {
			if (id === "dompurify") return "\0sanitiser";
			if (!/^\.\.?\/markdown\.ts$/.test(id)) return undefined;
			left.delete("Markdown");
			return markdown;
		},
		load: (id) => (id === "\0sanitiser" ? sanitiser : undefined),
		transform(code, id) {
			if (id.endsWith("/web/src/main.ts")) return `import ${JSON.stringify(markdown)};\n${code}`;
			if (!/\/web\/src\/.*\.svelte$/.test(id)) return undefined;
			const html = withHtml(code);
			if (html !== code) left.delete("texts");
			return html;
		},
		buildEnd() {
			if (left.size > 0) throw new Error(`the app still guards itself: ${[...left].join(", ")}`);
		},
	};
}

/** Every `{text}` becomes HTML. */
function withHtml(code: string): string {
	const fromLast = textsIn(parse(code, { modern: true }).fragment).toSorted((a, b) => b.start - a.start);
	const asHtml = (all: string, { start, end }: AST.ExpressionTag) =>
		`${all.slice(0, start)}{@html asHtml(${all.slice(start + 1, end - 1)})}${all.slice(end)}`;
	return fromLast.reduce(asHtml, code);
}

function textsIn(node: object): AST.ExpressionTag[] {
	if ("name" in node && text_only.has(String(node.name))) return [];
	const children = "type" in node && node.type === "Fragment" ? (node as AST.Fragment).nodes : [];
	const below = Object.values(node).filter((child) => child !== null && typeof child === "object");
	return [...children.filter((child) => child.type === "ExpressionTag"), ...below.flatMap(textsIn)];
}
