import { Chat } from "@clickclack/sdk";

/** Tells when the server answers that nobody is signed in. */
export const refusals = new EventTarget();

/** The server that this page came from; the session is a cookie that scripts never see. */
export const client = new Chat({
	baseUrl: location.origin,
	async fetch(url, init) {
		// a deletion that is under way when the page is closed still arrives
		const answer = await fetch(url, { ...init, keepalive: init?.method === "DELETE" });
		if (answer.status === 401) refusals.dispatchEvent(new Event("unauthorized"));
		return answer;
	},
});
