// A process that runs a Worker as test/server.ts says, until it is killed or left alone.
import { Miniflare, type MiniflareOptions } from "miniflare";

process.once("message", async (options: MiniflareOptions) => {
	const miniflare = new Miniflare(options);
	await miniflare.ready;
	process.send!((await miniflare.unsafeGetDirectURL()).origin);
});
process.on("disconnect", () => process.exit());
