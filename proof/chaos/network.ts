import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";
import { once } from "node:events";
import type { Prng } from "../prng.ts";

const host = "127.0.0.1";
const chances = { requests_lost: 0.003, answers_lost: 0.006, answers_late: 0.02 };
const slowest_ms = 150;
const extensions = /sec-websocket-extensions:[^\r]*\r\n/i;

interface Line {
	client: Socket;
	server: Socket;
	/** it was upgraded */
	isSocket: boolean;
}

/** All that people say to the server goes through here, and some of it gets lost. */
export class Network {
	readonly #prng: Prng;
	readonly #listener: Server;
	readonly #lines = new Set<Line>();
	readonly #port: number;
	isCalm = true;
	/** the next answer to an act is lost with its socket: what was asked for is done */
	cutsAnswer = false;
	readonly counts = {
		sockets_cut: 0,
		stalls: 0,
		requests_lost: 0,
		answers_lost: 0,
		answers_late: 0,
		socket_answers: 0,
		socket_answers_cut: 0,
	};

	private constructor(prng: Prng, port: number) {
		[this.#prng, this.#port] = [prng, port];
		this.#listener = createServer((client) => this.#join(client));
	}

	/** @param server_url where it leads */
	static async open(prng: Prng, server_url: string): Promise<Network> {
		const network = new Network(prng, Number(new URL(server_url).port));
		network.#listener.listen(0, host);
		await once(network.#listener, "listening");
		return network;
	}

	get url(): string {
		return `http://${host}:${(this.#listener.address() as AddressInfo).port}`;
	}

	cut(): void {
		const line = this.#anySocket("sockets_cut");
		if (line) close(line);
	}

	/** For `ms` the reader of a socket takes nothing, and what the server sends piles up. */
	stall(ms: number): void {
		const line = this.#anySocket("stalls");
		line?.server.pause();
		setTimeout(() => line?.server.resume(), ms);
	}

	close(): void {
		this.#listener.close();
		for (const line of this.#lines) close(line);
	}

	#anySocket(what: "sockets_cut" | "stalls"): Line | undefined {
		const line = this.#prng.of([...this.#lines].filter(({ isSocket }) => isSocket));
		if (line) this.counts[what]++;
		return line;
	}

	#join(client: Socket): void {
		const line: Line = { client, server: connect(this.#port, host), isSocket: false };
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
		line.isSocket ||= chunk.toString("latin1", 0, 24).startsWith("GET /api/realtime/ws?");
		if (this.#happens("requests_lost", line)) close(line);
		// answers are recognized on sockets, so nobody may offer to compress them
		else line.server.write(line.isSocket ? chunk.toString("latin1").replace(extensions, "") : chunk, "latin1");
	}

	#answer(line: Line, chunk: Buffer): void {
		if (line.isSocket && chunk.includes('{"answer":') && this.#cutsThis()) close(line);
		else if (this.#happens("answers_lost", line)) close(line);
		else if (this.#happens("answers_late", line)) {
			line.server.pause();
			setTimeout(() => {
				line.client.write(chunk);
				line.server.resume();
			}, this.#prng.below(slowest_ms));
		} else line.client.write(chunk);
	}

	#cutsThis(): boolean {
		const { cutsAnswer } = this;
		this.cutsAnswer = false;
		this.counts.socket_answers++;
		if (cutsAnswer) this.counts.socket_answers_cut++;
		return cutsAnswer;
	}

	/** Not to what goes over a socket: those are cut and stalled. */
	#happens(what: keyof typeof chances, { isSocket }: Line): boolean {
		const happens = !isSocket && !this.isCalm && this.#prng.chance(chances[what]);
		if (happens) this.counts[what]++;
		return happens;
	}
}

function close({ client, server }: Line): void {
	client.destroy();
	server.destroy();
}
