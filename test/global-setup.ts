// One built server for all the tests of the "node" project that talk to one.
import { Server, admin_token, build, scratch } from "./server.ts";

export default async function setup(): Promise<() => Promise<void>> {
	const server = await Server.start(await build("wrangler.toml"), scratch());
	process.env["CLICKCLACK_TEST_SERVER"] = server.url;
	process.env["CLICKCLACK_TEST_ADMIN_TOKEN"] = admin_token;
	return () => server.kill();
}
