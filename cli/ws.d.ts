// The part of the package that is used; it follows the browsers' WebSocket.
declare module "ws" {
	export const WebSocket: typeof globalThis.WebSocket;
}
