// The part of the package that is used: a client with the browsers' interface; for tests, a server and a reader of frames.
declare module "ws" {
	import type { Writable } from "node:stream";

	export const WebSocket: typeof globalThis.WebSocket;
	export class Receiver extends Writable {}
	export class WebSocketServer {
		constructor(options: { noServer: true });
		handleUpgrade(request: object, socket: object, head: Uint8Array, opened: (wire: WebSocket) => void): void;
	}
}
