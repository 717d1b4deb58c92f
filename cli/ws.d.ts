// The part of the package that is used: its client follows the browsers' WebSocket, its server is for tests.
declare module "ws" {
	export const WebSocket: typeof globalThis.WebSocket;
	export class WebSocketServer {
		constructor(options: { noServer: true });
		handleUpgrade(request: object, socket: object, head: Uint8Array, opened: (wire: WebSocket) => void): void;
	}
}
