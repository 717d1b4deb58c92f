// What a browser has to load before one can type, against what we allow.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { giveUp, root, say } from "./setup.mjs";

const max_kilobytes = 150;
const dist = join(root, "web/dist");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

/** A chunk and all that it imports at once; what is imported lazily does not count. */
function reach(key, seen = new Set()) {
	if (seen.has(key)) return seen;
	seen.add(key);
	for (const next of manifest[key].imports ?? []) reach(next, seen);
	return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const chunks = [...reach(entry)].map((key) => manifest[key].file);
const scripts = [...readFileSync(join(dist, "index.html"), "utf8").matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(
	(found) => found[1],
);
const files = new Set([...chunks, ...scripts]);
const kilobytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
const said = `first load: ${kilobytes.toFixed(1)} KB of JavaScript, gzipped, of ${max_kilobytes} KB`;
if (kilobytes > max_kilobytes) giveUp(said, `Make something lazy, or smaller: ${[...files].join(", ")}`);
say(said);
