// wrangler runs this before it bundles the Worker. Warns whoever starts `wrangler dev` by hand.
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../.wrangler");

if (process.env.WRANGLER_COMMAND === "dev") {
	// the data is in it
	if (existsSync(folder)) chmodSync(folder, 0o700);
	console.log(
		[
			"wrangler dev is for development on this machine, not for production: it trusts what a request says",
			"about its own address. Put no proxy and no tunnel in front of it. For that there is `npm start`.",
		].join("\n"),
	);
}
