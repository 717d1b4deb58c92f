import type { ServerEvent } from "@clickclack/sdk";

/** A socket as it is, without a client that would mend it. */
export class Listener {
	readonly heard: ServerEvent[] = [];
	/** the code with which the server hung up */
	readonly closed: Promise<number>;
	readonly #socket: WebSocket;
	#arrived = () => {};

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		this.closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
		socket.addEventListener("message", ({ data }) => {
			this.heard.push(JSON.parse(data as string) as ServerEvent);
			this.#arrived();
		});
	}

	static async open(url: string, workspace_id: string, token: string, after_cursor: string): Promise<Listener> {
		const address = new URL("/api/realtime/ws", url.replace("http", "ws"));
		address.search = new URLSearchParams({ workspace_id, after_cursor }).toString();
		const socket = new WebSocket(address, [`clickclack.bearer.${token}`]);
		const listener = new Listener(socket);
		const { promise, resolve, reject } = Promise.withResolvers<Listener>();
		socket.addEventListener("open", () => resolve(listener));
		socket.addEventListener("error", () => reject(new Error("the server did not let a listener in")));
		return promise;
	}

	/** Until it has heard what contains `text`. */
	async hears(text: string): Promise<void> {
		while (!this.heard.some((event) => JSON.stringify(event).includes(text)))
			await new Promise<void>((resolve) => (this.#arrived = resolve));
	}

	close(): void {
		this.#socket.close();
	}
}
