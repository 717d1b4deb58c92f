import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import * as page from "./src/strings/page.ts";

const ofPage = new Map<string, string>(Object.entries(page));

const imports = /import \* as (\w+) from "(\S+\/strings\/\S+\.ts)"/g;

/**
 * Puts the texts of the catalogue into what uses them: those of a part are loaded with it. Svelte draws text as a part of
 * the markup; what is imported it would watch for changes, in each row of a list (2026-11-29: 2 KB more, and an effect for
 * each text).
 */
export const inlineStrings = (): Plugin => ({
	name: "clickclack-strings",
	apply: "build",
	enforce: "pre",
	async transform(code, id) {
		if (!/\.(?:svelte|ts)$/.test(id)) return undefined;
		let inlined = code;
		for (const [, name, path] of code.matchAll(imports)) {
			const strings = (await import(pathToFileURL(resolve(dirname(id), path!)).href)) as Record<string, unknown>;
			inlined = inlined.replace(new RegExp(`\\b${name}\\.(\\w+)`, "g"), (whole, key: string) =>
				typeof strings[key] === "string" ? JSON.stringify(strings[key]) : whole,
			);
		}
		return { code: inlined, map: null };
	},
});

/** Puts those of the page itself into index.html. */
export const pageStrings = (): Plugin => ({
	name: "clickclack-page-strings",
	transformIndexHtml: {
		order: "pre",
		handler: (html) => html.replace(/\{(\w+)\}/g, (_, name: string) => ofPage.get(name)!),
	},
});
