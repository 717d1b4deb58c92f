import type { Files } from "./assets.ts";
import { layout } from "./layout.ts";
import { mascot } from "./mascot.ts";

export const notFoundPage = (files: Files): string =>
	layout(files, {
		kind: "missing",
		title: "Not found · ClickClack",
		description: "There is no page at this address.",
		main: `
<main id="main" tabindex="-1">
	${mascot(120)}
	<h1>There is no page at this address</h1>
	<p>Part of the link may be missing. Open it again from where you found it, or start here:</p>
	<p class="actions"><a class="button" href="/app">Open the app</a> <a href="/">About ClickClack</a> <a href="/docs/">Docs</a></p>
</main>`,
	});
