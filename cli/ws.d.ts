// The part of the package that is used: a client with the browsers' interface, and a server for tests.
declare module "ws" {
	export const WebSocket: typeof globalThis.WebSocket;
	export class WebSocketServer {
		constructor(options: { noServer: true });
		handleUpgrade(request: object, socket: object, head: Uint8Array, opened: (wire: WebSocket) => void): void;
	}
}
