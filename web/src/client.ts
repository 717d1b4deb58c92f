import { ClickClack } from "@clickclack/sdk";

/** The server that this page came from; the session is a cookie that scripts never see. */
export const client = new ClickClack({
	baseUrl: location.origin,
	// what is taken away as one leaves is taken away all the same
	fetch: (url, init) => fetch(url, { ...init, keepalive: init?.method === "DELETE" }),
});
