import type { Files } from "./assets.ts";
import { escapeHtml } from "./html.ts";
import { mascot } from "./mascot.ts";

interface Page {
	title: string;
	description: string;
	/** its own address; a page without one is not to be found by search engines */
	path?: string;
	/** of the body: which page it is, for the style sheet */
	kind: "home" | "docs" | "missing";
	/** more for the head */
	head?: string;
	/** in the header, between the name and the links */
	tools?: string;
	main: string;
}

const link = (href: string, text: string, isHere: boolean): string =>
	`<a href="${href}"${isHere ? ' aria-current="page"' : ""}>${text}</a>`;

const header = ({ kind, path, tools = "" }: Page): string => `
<a class="unseen skip" href="#main">Skip to the content</a>
<header class="top">
	<a class="brand" href="/"${kind === "home" ? ' aria-current="page"' : ""}>${mascot(28)} ClickClack</a>
	${tools}
	<nav aria-label="Site">
		${link("/docs/", "Docs", path === "/docs/")}
		${link("/api/docs", "API", false)}
		<a class="button" href="/signin">Sign in</a>
	</nav>
</header>`;

const footer = `
<footer>
	<p>ClickClack is free software under the MIT licence.</p>
</footer>`;

/** A whole page. /theme.js applies the theme that was chosen in the app. */
export function layout(files: Files, page: Page): string {
	const { title, description, path, kind, head = "", main } = page;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#131a22" media="(prefers-color-scheme: dark)">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
${path === undefined ? '<meta name="robots" content="noindex">' : ""}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="/theme.js"></script>
<link rel="stylesheet" href="${files.style}">
${head}
</head>
<body class="${kind}">
${header(page)}
${main}
${footer}
</body>
</html>
`;
}
