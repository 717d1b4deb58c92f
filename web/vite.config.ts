import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defaultClientConditions, defineConfig } from "vite";

const api = process.env["CLICKCLACK_API"] ?? "http://127.0.0.1:8787";

export default defineConfig({
	root: import.meta.dirname,
	plugins: [svelte({ configFile: `${import.meta.dirname}/svelte.config.js` })],
	// "source": the SDK is compiled with the app, so that neither has to be built for the other.
	resolve: { conditions: ["source", ...defaultClientConditions] },
	build: {
		outDir: "dist",
		emptyOutDir: true,
		manifest: true,
		target: ["chrome123", "firefox128", "safari17.5"],
		// Few files: on one machine there is no HTTP/2, and forty small ones took longer than all of them at once.
		cssCodeSplit: false,
		rolldownOptions: {
			output: {
				codeSplitting: {
					groups: [
						// What several parts need is loaded with the app: a part that failed can be tried again, what it imports
						// cannot in every browser.
						{ name: "shared", minShareCount: 2, priority: 1 },
						{ name: "app", tags: ["$initial"] },
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
