// The product page, the pages of /docs and the page for an address that does not exist. They are written into web/dist,
// beside the app, and need no framework and no script to be read.
import { mkdirSync, renameSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundle, picture } from "./assets.ts";
import { documents } from "./documents.ts";
import { docsPage } from "./docs-page.ts";
import { homePage } from "./home-page.ts";
import { notFoundPage } from "./not-found-page.ts";
import { dist } from "./paths.ts";
import { searchIndex } from "./search-index.ts";

function write(path: string, text: string): void {
	const to = join(dist, path);
	mkdirSync(dirname(to), { recursive: true });
	writeFileSync(to, text);
}

/** `/` is the product page, so the app's page has the address of the app. Vite has just written it as index.html. */
function moveApp(): void {
	const built = join(dist, "index.html");
	if (existsSync(join(dist, "app.html"))) return;
	renameSync(built, join(dist, "app.html"));
}

moveApp();
const files = await bundle();
const pages = documents();
const index = searchIndex(pages);
write("index.html", homePage(files, picture));
write("404.html", notFoundPage(files));
for (const page of pages) write(`${page.path}index.html`, docsPage(files, pages, page, index));
