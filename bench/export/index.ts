// `npm run bench -- --export [--short] [--json]`: a whole workspace as a zip. See docs/performance.md.
import { loadavg } from "node:os";
import { ClickClack } from "@clickclack/sdk";
import { Server, admin_token, build, scratch } from "../../test/server.ts";
import { prepare, sizes } from "../scale/prepare.ts";

const [isJson, isShort] = ["--json", "--short"].map((flag) => process.argv.includes(flag));
const size = isShort ? sizes.short : { ...sizes.big, messages: 250_000 };
const mb = (bytes: number): number => Math.round(bytes / 1e6);
const [sample_ms, pause_ms] = [250, 10_000];

const [built, data] = [await build("wrangler.toml"), scratch()];
const { workspace_id } = (await prepare(built, data, size)).big;
const server = await Server.start(built, data);
const { admin } = new ClickClack({ baseUrl: server.url, token: admin_token });
const { token } = await admin.createMagicLink({ email: "ada@example.com" });
const chat = new ClickClack({ baseUrl: server.url });
await chat.auth.consumeMagicLink(token);
// what the runtime needs once, it has by now
await chat.workspaces.snapshot(workspace_id);
await new Response(await chat.exports.download(workspace_id, { format: "csv", of: "channels" })).bytes();

const before = server.resident_bytes;
let most = before;
const timer = setInterval(() => (most = Math.max(most, server.resident_bytes)), sample_ms);

/** @returns how many bytes it had */
async function read(pause_ms = 0): Promise<number> {
	let bytes = 0;
	for await (const piece of await chat.exports.download(workspace_id)) {
		if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, pause_ms));
		bytes += piece.length;
	}
	return bytes;
}

const start = performance.now();
const bytes = await read();
const seconds = (performance.now() - start) / 1_000;
const most_once = most;
// again, by somebody who stops in the middle: what is not taken is not read
await read(pause_ms);
clearInterval(timer);
await server.kill();

const figures = {
	messages: size.messages,
	members: size.members,
	seconds: Math.round(seconds),
	mb: mb(bytes),
	messages_per_s: Math.round(size.messages / seconds),
	mb_per_s: Math.round(bytes / 1e5 / seconds) / 10,
	memory_before_mb: mb(before),
	memory_most_mb: mb(most_once),
	memory_most_again_mb: mb(most),
	load: Number(loadavg()[0]!.toFixed(1)),
};
if (isJson) console.log(JSON.stringify({ at: new Date().toISOString(), ...figures }));
else console.table(figures);
