import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { transformWithOxc, type Plugin } from "vite";

const source = join(import.meta.dirname, "service-worker.ts");
const publicFolder = join(import.meta.dirname, "../public");

/** What shows PDFs is twice as large as the rest of the app, and few need it offline. */
const large = /^assets\/pdf\b/;

/** Writes /sw.js: the service worker, with the list of all files of the build. */
export const serviceWorker = (): Plugin => ({
	name: "clickclack-service-worker",
	apply: "build",
	writeBundle: {
		// when the files are there: before that, other plugins add some and remove others
		order: "post",
		sequential: true,
		async handler({ dir = "" }) {
			const { code } = await transformWithOxc(readFileSync(source, "utf8"), source);
			const files = [...filesIn(publicFolder), ...filesIn(join(dir, "assets")).map((name) => `assets/${name}`)]
				.filter((path) => !large.test(path))
				.toSorted();
			const pages = readdirSync(dir).filter((name) => name.endsWith(".html"));
			const hash = createHash("sha256").update(code);
			for (const name of [...pages, ...files]) hash.update(name).update(readFileSync(join(dir, name)));
			const build = hash.digest("hex").slice(0, 12);
			const paths = files.map((name) => `/${name}`);
			const facts = `const build = ${JSON.stringify(build)};\nconst files = ${JSON.stringify(paths)};\n`;
			writeFileSync(join(dir, "sw.js"), facts + code);
		},
	},
});

/** Their paths in a folder, without settings of the server. */
function filesIn(folder: string): string[] {
	const all = readdirSync(folder, { recursive: true, withFileTypes: true });
	const files = all.filter((entry) => entry.isFile() && !/^[_.]/.test(entry.name));
	return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"));
}
