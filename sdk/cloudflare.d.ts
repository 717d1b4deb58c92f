// The part of the Workers runtime's types that the tests need: the server runs in the same process. All of them would clash with the DOM's.
declare module "cloudflare:workers" {
	type Upgraded = Response & { webSocket: (WebSocket & { accept: () => void }) | null };
	export const env: { ADMIN_TOKEN: string };
	export const exports: { default: { fetch: (url: RequestInfo | URL, init?: RequestInit) => Promise<Upgraded> } };
}
