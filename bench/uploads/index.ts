// `npm run bench -- --uploads [--json]`: large files in and out, beside a bare Worker. See docs/performance.md.
import { request } from "node:http";
import { loadavg } from "node:os";
import { Readable } from "node:stream";
import { Server, admin_token, build, scratch } from "../../test/server.ts";
import { ClickClack, type UploadId, type WorkspaceId } from "@clickclack/sdk";
import { median } from "../statistics.ts";

const mib = 1_048_576;
const [file_mib, side_by_side, turns] = [64, 10, 5];
const piece = Buffer.alloc(65_536, "kelp ");
const boundary = "tide";
const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n`);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
const file_bytes = file_mib * mib;

function* content(before: Buffer[], after: Buffer[]): Generator<Buffer> {
	yield* before;
	for (let left = file_bytes; left > 0; left -= piece.length) yield piece;
	yield* after;
}

interface Sent {
	status: number;
	text: string;
}

/** Sends a file as it is made, so that this process holds none. */
function send(
	method: string,
	url: string,
	headers: Record<string, string>,
	before: Buffer[],
	after: Buffer[],
): Promise<Sent> {
	const length = [...before, ...after].reduce((sum, one) => sum + one.length, file_bytes);
	return new Promise((resolve, reject) => {
		const asked = request(url, { method, headers: { ...headers, "content-length": String(length) } }, (answer) => {
			let text = "";
			answer.on("data", (chunk) => (text += chunk)).on("end", () => resolve({ status: answer.statusCode!, text }));
		});
		Readable.from(content(before, after)).pipe(asked.on("error", reject));
	});
}

/** Reads a file and throws it away. @returns how long it was */
function read(url: string, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		request(url, { headers }, (answer) => {
			let size = 0;
			answer.on("data", (chunk: Buffer) => (size += chunk.length)).on("end", () => resolve(size));
		})
			.on("error", reject)
			.end();
	});
}

/** One of the two: how a file gets in and out. */
interface Side {
	server: Server;
	store: () => Promise<string>;
	/** @param stored what `store` returned */
	fetch: (stored: string) => Promise<number>;
}

async function product(): Promise<Side> {
	const built = await build("wrangler.toml");
	const roomy = { type: "text" as const, value: JSON.stringify({ uploads: { person_mib: 100_000 } }) };
	const server = await Server.start({ ...built, env: { ...built.env, CAPS: roomy } }, scratch());
	const operator = new ClickClack({ baseUrl: server.url, token: admin_token });
	const founding = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool", channels: ["general"] };
	const { user, workspace } = await operator.admin.bootstrap(founding);
	const { token } = await operator.admin.createMagicLink({ user_id: user.id });
	const chat = new ClickClack({ baseUrl: server.url });
	const session = (await chat.auth.consumeMagicLink(token)).token;
	const by = { authorization: `Bearer ${session}` };
	return { server, ...storing(server.url, workspace.id, by) };
}

function storing(url: string, workspace_id: WorkspaceId, by: Record<string, string>): Omit<Side, "server"> {
	const headers = { ...by, "content-type": `multipart/form-data; boundary=${boundary}` };
	return {
		async store() {
			const path = `${url}/api/uploads?workspace_id=${workspace_id}`;
			const { status, text } = await send("POST", path, headers, [head], [tail]);
			if (status !== 201) throw new Error(text);
			return (JSON.parse(text) as { upload: { id: UploadId } }).upload.id;
		},
		fetch: (id) => read(`${url}/api/uploads/${id}`, by),
	};
}

async function bare(): Promise<Side> {
	const server = await Server.start(await build("bench/uploads/wrangler.toml"), scratch());
	let files = 0;
	return {
		server,
		async store() {
			const path = `/file${files++}`;
			const { status } = await send("PUT", server.url + path, {}, [], []);
			if (status !== 201) throw new Error(`answered ${status}`);
			return path;
		},
		fetch: (path) => read(server.url + path, {}),
	};
}

async function rate(work: () => Promise<unknown>, files = 1): Promise<number> {
	const began = performance.now();
	await work();
	return (files * file_mib) / ((performance.now() - began) / 1000);
}

interface Rates {
	up: number[];
	down: number[];
}

/** One file at a time, in turns with the other side. */
async function oneByOne(sides: Side[]): Promise<Rates[]> {
	const rates = sides.map((): Rates => ({ up: [], down: [] }));
	for (let turn = 0; turn <= turns; turn++)
		for (const [i, { store, fetch }] of sides.entries()) {
			let stored = "";
			const up = await rate(async () => void (stored = await store()));
			const down = await rate(async () => {
				if ((await fetch(stored)) !== file_bytes) throw new Error("not all of it came");
			});
			// the first turn warms up
			if (turn > 0) void [rates[i]!.up.push(up), rates[i]!.down.push(down)];
		}
	return rates;
}

/** How much the runtime grows while many files arrive at once, in MB. */
async function growth({ server, store }: Side): Promise<{ growth: number; up: number }> {
	const before = server.resident_bytes;
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, server.resident_bytes)), 50);
	const up = await rate(() => Promise.all(Array.from({ length: side_by_side }, store)), side_by_side);
	clearInterval(watch);
	return { growth: (most - before) / 1e6, up };
}

const load_before = loadavg()[0]!;
const sides = [await product(), await bare()];
const [ours, theirs] = (await oneByOne(sides)) as [Rates, Rates];
const [many, manyBare] = [await growth(sides[0]!), await growth(sides[1]!)];
for (const { server } of sides) await server.kill();

const figures = {
	"upload, MiB/s": median(ours.up),
	"upload to a bare Worker, MiB/s": median(theirs.up),
	"download, MiB/s": median(ours.down),
	"download from a bare Worker, MiB/s": median(theirs.down),
	[`${side_by_side} uploads side by side, together, MiB/s`]: many.up,
	"the same to a bare Worker, MiB/s": manyBare.up,
	"growth of the runtime meanwhile, MB": many.growth,
	"growth of the bare one, MB": manyBare.growth,
};
const machine = { load_before, load_after: loadavg()[0]! };
if (process.argv.includes("--json")) console.log(JSON.stringify({ at: new Date().toISOString(), machine, figures }));
else {
	for (const [what, value] of Object.entries(figures)) console.log(`${what.padEnd(56)}${value.toFixed(1).padStart(8)}`);
	console.log(`load before ${load_before.toFixed(1)}, after ${machine.load_after.toFixed(1)}`);
}
process.exit(0);
