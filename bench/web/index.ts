// `npm run bench -- --web [--json]`: the app in a browser. See docs/performance.md.
import { loadavg } from "node:os";
import { findChromium } from "../../scripts/chromium.mjs";
import { memory, hour } from "./memory.ts";
import { picker } from "./picker.ts";
import { reload } from "./reload.ts";
import { scrolling } from "./scrolling.ts";
import { Site } from "./site.ts";
import { switching } from "./switching.ts";
import { typing } from "./typing.ts";

const load_before = loadavg()[0]!;
const site = await Site.open(8791, findChromium()!);
const reloaded = await reload(site);
const page = await site.window();
await page.goto(`/app/${site.workspace.route_id}/${site.general.route_id}`);
await page.getByRole("article").last().waitFor();
const picked = await picker(page);
const switched = await switching(site, page);
await page.goto(`/app/${site.workspace.route_id}/${site.general.route_id}`);
const typed = await typing(site, page);
const everywhere = (await site.owner.chat.channels.list(site.workspace.id)).map(({ id }) => id);
const held = await memory(site, page, everywhere);
const scrolled = await scrolling(site, page);
await site.close();

const figures = {
	"first load, JavaScript, KB gzipped": reloaded.kilobytes,
	"reload to content from the store, median, ms": reloaded.p50,
	"reload to content from the store, p95, ms": reloaded.p95,
	"reload to content while no request is answered, ms": reloaded.withoutServer,
	"switch to a channel that was open before, median, ms": switched.warm,
	"switch to a channel that was never open, median, ms": switched.cold,
	"from a click to the laid-out emoji picker, median, ms": picked,
	"messages a second in the open channel while typing": typed.rate,
	"from a key to the frame that shows it, median, ms": typed.p50,
	"from a key to the frame that shows it, p95, ms": typed.p95,
	"memory of JavaScript before, MB": held.before,
	[`memory of JavaScript after ${hour} messages came, MB`]: held.after,
	"scrolling up 100,000 messages, s": scrolled.seconds,
	"from frame to frame while scrolling, median, ms": scrolled.p50,
	"from frame to frame while scrolling, p95, ms": scrolled.p95,
	"from frame to frame while scrolling, longest, ms": scrolled.worst,
	"memory of JavaScript after that, MB": scrolled.megabytes,
};
const machine = { load_before, load_after: loadavg()[0]! };
if (process.argv.includes("--json")) console.log(JSON.stringify({ at: new Date().toISOString(), machine, figures }));
else {
	for (const [what, value] of Object.entries(figures)) console.log(`${what.padEnd(56)}${value.toFixed(1).padStart(8)}`);
	console.log(`load before ${load_before.toFixed(1)}, after ${machine.load_after.toFixed(1)}`);
}
process.exit(0);
