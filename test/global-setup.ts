// One built server for all the tests of the "node" project that talk to one.
import { tokensAtRest } from "../scripts/at-rest.mjs";
import { Server, admin_token, build, scratch } from "./server.ts";

export default async function setup(): Promise<() => Promise<void>> {
	const data = scratch();
	const server = await Server.start(await build("wrangler.toml"), data);
	process.env["CLICKCLACK_TEST_SERVER"] = server.url;
	process.env["CLICKCLACK_TEST_ADMIN_TOKEN"] = admin_token;
	return async () => {
		await server.kill();
		const tokens = tokensAtRest(data);
		if (tokens.length > 0) throw new Error(tokens.join("\n"));
	};
}
