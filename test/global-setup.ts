// One built server for all the tests of the "node" project that talk to one.
import { createServer } from "node:net";
import { Server, admin_token, build, scratch } from "./server.ts";

const config = "wrangler.toml";

/** A port that nothing listens on at this moment. */
function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}

export default async function setup(): Promise<() => Promise<void>> {
	const server = await Server.start({ config, built: await build(config), data: scratch(), port: await freePort() });
	process.env["CLICKCLACK_TEST_SERVER"] = server.url;
	process.env["CLICKCLACK_TEST_ADMIN_TOKEN"] = admin_token;
	return () => server.kill();
}
