import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";
import { once } from "node:events";
import type { Prng } from "../prng.ts";

const host = "127.0.0.1";
const lost_request = 0.003;
const lost_answer = 0.006;
const slow_answer = 0.02;
const slowest_ms = 150;

interface Line {
	client: Socket;
	server: Socket;
	/** of the request that is being answered; `socket` once it was upgraded */
	carries: "question" | "change" | "socket";
}

export class Network {
	readonly #prng: Prng;
	readonly #listener: Server;
	readonly #lines = new Set<Line>();
	#port = 0;
	isCalm = true;
	readonly counts = { sockets_cut: 0, requests_lost: 0, answers_lost: 0, answers_late: 0, stalls: 0 };

	private constructor(prng: Prng) {
		this.#prng = prng;
		this.#listener = createServer((client) => this.#join(client));
	}

	static async open(prng: Prng): Promise<Network> {
		const network = new Network(prng);
		network.#listener.listen(0, host);
		await once(network.#listener, "listening");
		return network;
	}

	get url(): string {
		return `http://${host}:${(this.#listener.address() as AddressInfo).port}`;
	}

	lead(url: string): void {
		this.#port = Number(new URL(url).port);
	}

	cut(): void {
		const line = this.#anySocket();
		if (!line) return;
		this.counts.sockets_cut++;
		close(line);
	}

	/** For `ms` the reader of a socket takes nothing, and what the server sends piles up. */
	stall(ms: number): void {
		const line = this.#anySocket();
		if (!line) return;
		this.counts.stalls++;
		line.server.pause();
		setTimeout(() => line.server.resume(), ms);
	}

	close(): void {
		this.#listener.close();
		for (const line of this.#lines) close(line);
	}

	#anySocket(): Line | undefined {
		return this.#prng.of([...this.#lines].filter(({ carries }) => carries === "socket"));
	}

	#join(client: Socket): void {
		const line: Line = { client, server: connect(this.#port, host), carries: "question" };
		this.#lines.add(line);
		for (const end of [line.client, line.server]) {
			end.setNoDelay();
			end.on("error", () => close(line));
			end.on("close", () => {
				this.#lines.delete(line);
				close(line);
			});
		}
		client.on("data", (chunk) => this.#ask(line, chunk));
		line.server.on("data", (chunk) => this.#answer(line, chunk));
	}

	#ask(line: Line, chunk: Buffer): void {
		if (line.carries !== "socket") line.carries = carriedBy(chunk) ?? line.carries;
		if (line.carries !== "socket" && this.#happens(lost_request)) {
			this.counts.requests_lost++;
			close(line);
		} else line.server.write(chunk);
	}

	#answer(line: Line, chunk: Buffer): void {
		if (line.carries === "socket") line.client.write(chunk);
		else if (this.#happens(lost_answer)) {
			if (line.carries === "change") this.counts.answers_lost++;
			close(line);
		} else if (this.#happens(slow_answer)) {
			this.counts.answers_late++;
			line.server.pause();
			setTimeout(() => {
				line.client.write(chunk);
				line.server.resume();
			}, this.#prng.below(slowest_ms));
		} else line.client.write(chunk);
	}

	#happens(probability: number): boolean {
		return !this.isCalm && this.#prng.chance(probability);
	}
}

function close({ client, server }: Line): void {
	client.destroy();
	server.destroy();
}

/** Undefined for what is not the beginning of a request. */
function carriedBy(chunk: Buffer): Line["carries"] | undefined {
	const start = chunk.subarray(0, 24).toString("latin1");
	if (start.startsWith("GET /api/realtime/ws?")) return "socket";
	if (start.startsWith("GET /")) return "question";
	return /^[A-Z]+ \//.test(start) ? "change" : undefined;
}
