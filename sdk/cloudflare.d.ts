// The part of the Workers runtime that the tests need: the server, in the same process. Its whole types would clash with the DOM's.
declare module "cloudflare:workers" {
	type Upgraded = Response & { webSocket: (WebSocket & { accept: () => void }) | null };
	export const env: { ADMIN_TOKEN: string };
	export const exports: { default: { fetch: (url: RequestInfo | URL, init?: RequestInit) => Promise<Upgraded> } };
}
