import { ClickClack } from "@clickclack/sdk";

/** The server that this page came from; the session is a cookie that scripts never see. */
export const client = new ClickClack({
	baseUrl: location.origin,
	// a deletion that is under way when the page is closed still arrives
	fetch: (url, init) => fetch(url, { ...init, keepalive: init?.method === "DELETE" }),
});
