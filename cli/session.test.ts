import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clickclack } from "./run.ts";

/** Somebody's server that writes down what it is told. */
class Listener {
	readonly requests: IncomingMessage[] = [];
	readonly #server: Server = createServer((request, response) => {
		this.requests.push(request);
		const user = { id: "usr_1", handle: "ada", display_name: "Ada" };
		response.end(JSON.stringify({ user, token: "sst_secret", session: {} }));
	});
	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}
	close = () => this.#server.close();
}
