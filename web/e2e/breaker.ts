import type { Page, WebSocketRoute } from "@playwright/test";

/** Lets a test disconnect a page: its sockets are closed and every request fails. */
export async function breaker(page: Page) {
	const sockets = new Set<WebSocketRoute>();
	let isOff = false;
	await page.routeWebSocket(/realtime\/ws/, async (socket) => {
		// being offline does not keep sockets from the server
		if (isOff) return await socket.close({ code: 1011 });
		sockets.add(socket);
		socket.connectToServer();
	});
	return {
		async off() {
			isOff = true;
			await page.context().setOffline(true);
			for (const socket of sockets) await socket.close({ code: 1011 });
			sockets.clear();
		},
		async on() {
			isOff = false;
			await page.context().setOffline(false);
		},
	};
}
