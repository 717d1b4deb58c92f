import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { createRequire } from "node:module";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";
import { serviceWorker } from "./service-worker/plugin.ts";
import { emojiList } from "./emoji-plugin.ts";
import { blocksOnly } from "./parser-plugin.ts";
import { inlineStrings, pageStrings } from "./strings-plugin.ts";

const api = process.env["CLICKCLACK_API"] ?? "http://127.0.0.1:8787";

/** What is kept in the browser has the shapes of these files: a build with others does not read it. */
const kept = ["../sdk/generated.ts", "../sdk/projection.ts", "src/store/kept.ts", "src/store/database.ts"];
const hash = createHash("sha256");
for (const path of kept) hash.update(readFileSync(`${import.meta.dirname}/${path}`));
const format = hash.digest("hex").slice(0, 12);

/** The font is asked for with the page, not after its style sheet, and comes with its licence. */
const font: Plugin = {
	name: "font",
	apply: "build",
	buildStart() {
		const licence = createRequire(import.meta.url).resolve("@fontsource-variable/inter/LICENSE");
		this.emitFile({ type: "asset", fileName: "assets/inter-license.txt", source: readFileSync(licence, "utf8") });
	},
	transformIndexHtml: {
		order: "post",
		handler(_, { bundle }) {
			const name = Object.keys(bundle ?? {}).find((file) => file.endsWith(".woff2"));
			if (!name) throw new Error("the font is missing in the build");
			const attrs = { rel: "preload", href: `/${name}`, as: "font", type: "font/woff2", crossorigin: true };
			return [{ tag: "link", attrs, injectTo: "head" }];
		},
	},
};

/** What the bundler puts before each import of a part loads its styles first; here all styles are one file, which the page has. */
const plainImports: Plugin = {
	name: "plain-imports",
	apply: "build",
	enforce: "pre",
	load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined),
};

/** In the index of the SDK, which the beginning needs, but used by parts alone. */
const ofParts =
	/\/sdk\/(?:avatars|custom-emoji|send-file|invites|members|pins|polls|reactions|realtime|search|topics|uploads)\.ts$/;

export default defineConfig({
	root: import.meta.dirname,
	define: { storeFormat: JSON.stringify(format) },
	plugins: [
		font,
		plainImports,
		blocksOnly(),
		emojiList(),
		inlineStrings(),
		pageStrings(),
		svelte({ configFile: `${import.meta.dirname}/svelte.config.js` }),
		serviceWorker(),
	],
	// "source": the SDK is compiled with the app, so that neither has to be built for the other.
	resolve: { conditions: ["source", ...defaultClientConditions] },
	build: {
		outDir: "dist",
		emptyOutDir: true,
		manifest: true,
		// what a part imports is one file, which is there before nearly all of them: 1.5 KB to ask for it earlier is too much
		modulePreload: false,
		target: ["chrome123", "firefox128", "safari17.5"],
		// Few files: on one machine there is no HTTP/2, and forty small ones took longer than all of them at once.
		cssCodeSplit: false,
		rolldownOptions: {
			output: {
				entryFileNames: "assets/app-[hash].js",
				codeSplitting: {
					includeDependenciesRecursively: false,
					groups: [
						{ name: "app", tags: ["$initial"], test: (id) => !ofParts.test(id), priority: 1 },
						// so large that the service worker leaves it: see there
						{ name: "pdf", test: /\/pdfjs-dist\//, priority: 2 },
						{ name: "purify", test: /\/dompurify\//, priority: 2 },
						// What several parts need and the beginning does not. One file: a part that failed can be tried again, what it
						// imports cannot in every browser, so this comes with the first part, while the browser has nothing else to do.
						{ name: "parts", minShareCount: 2 },
					],
				},
			},
		},
	},
	server: {
		host: "127.0.0.1",
		port: 5173,
		strictPort: true,
		proxy: { "/api": { target: api, ws: true, changeOrigin: true, xfwd: true } },
	},
});
