import { openapi } from "@clickclack/protocol/openapi";
import { Hono } from "hono";
import type { App } from "../context.ts";
import { onPages } from "../middleware/headers.ts";

export const docs = new Hono<App>();

let document: string | undefined;

docs.get("/api/openapi.json", (c) => {
	document ??= JSON.stringify(openapi());
	return new Response(document, { headers: { ...c.var.headers, "Content-Type": "application/json" } });
});

/** The viewer's files are static assets; its stylesheet uses data: images. */
const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>ClickClack API</title>
		<link rel="stylesheet" href="/docs-assets/swagger-ui.css">
	</head>
	<body>
		<div id="swagger-ui"></div>
		<script src="/docs-assets/swagger-ui-bundle.js"></script>
		<script src="/docs-assets/init.js"></script>
	</body>
</html>
`;

docs.get("/api/docs", (c) => {
	const own = { "Content-Type": "text/html; charset=UTF-8", "Content-Security-Policy": policy };
	return new Response(page, { headers: { ...c.var.headers, ...onPages, ...own } });
});
