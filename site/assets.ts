import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, parse } from "node:path";
import { build } from "vite";
import { dist, root } from "./paths.ts";

/** The addresses of what a page loads. */
export interface Files {
	style: string;
	/** the search of /docs */
	script: string;
}

/** The style sheet, which has the app's colours and letters, and the script of the search. */
export async function bundle(): Promise<Files> {
	const input = join(import.meta.dirname, "browser/search.ts");
	const output = { entryFileNames: "assets/site-[hash].js", assetFileNames: "assets/site-[hash][extname]" };
	const made = await build({
		configFile: false,
		root: import.meta.dirname,
		logLevel: "warn",
		publicDir: false,
		build: {
			outDir: dist,
			emptyOutDir: false,
			modulePreload: { polyfill: false },
			target: ["chrome123", "firefox128", "safari17.5"],
			rolldownOptions: { input, output },
		},
	});
	if (!("output" in made)) throw new Error("vite built something else than one bundle");
	const named = (extension: string) => `/${made.output.find(({ fileName }) => fileName.endsWith(extension))!.fileName}`;
	return { style: named(".css"), script: named(".js") };
}

/** Puts a file among those that are cached for a year, as their name contains a hash. Returns its address. */
export function addAsset(name: string, content: string | Buffer): string {
	const { name: stem, ext } = parse(name);
	const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
	const path = `assets/${stem}-${hash}${ext}`;
	mkdirSync(join(dist, "assets"), { recursive: true });
	writeFileSync(join(dist, path), content);
	return `/${path}`;
}

/** The address of one of the pictures of `npm run pictures`. */
export const picture = (name: string): string => addAsset(name, readFileSync(join(root, "site/pictures", name)));
