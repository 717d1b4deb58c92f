// Checks the JavaScript that a browser has to load first against a budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { giveUp, root, say } from "./setup.mjs";

const max_kilobytes = 110;
const dist = join(root, "web/dist");
const page = readFileSync(join(dist, "app.html"), "utf8");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
const chunks = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));

/** A file and all that it imports eagerly; lazy imports do not count. */
function reach(file, seen = new Set()) {
	if (seen.has(file)) return seen;
	seen.add(file);
	for (const key of chunks.get(file)?.imports ?? []) reach(manifest[key].file, seen);
	return seen;
}

const files = new Set();
for (const [, file] of page.matchAll(/<script[^>]+src="\/([^"]+)"/g)) reach(file, files);
const kilobytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
const summary = `first load: ${kilobytes.toFixed(1)} KB of JavaScript, gzipped, of ${max_kilobytes} KB`;
if (kilobytes > max_kilobytes) giveUp(summary, `Make something lazy, or smaller: ${[...files].join(", ")}`);
say(summary);
