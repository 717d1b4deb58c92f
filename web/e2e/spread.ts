import type { Message } from "@clickclack/sdk";
import type { Page } from "@playwright/test";

const day_ms = 86_400_000;

/** The page gets every message as if ten had been written on each day, the last ones today. Counts how many pages it asks for. */
export async function spread(page: Page, newest_seq: number): Promise<{ pages: number }> {
	const asked = { pages: 0 };
	const today = new Date().setHours(12, 0, 0, 0);
	const move = (message: Message) => {
		const days = Math.floor((newest_seq - message.channel_seq!) / 10);
		message.created_at = new Date(today - days * day_ms).toISOString();
	};
	await page.route(/channels\/chn_\w+\/messages/, async (route) => {
		if (route.request().method() !== "GET") return await route.continue();
		const response = await route.fetch();
		const json = (await response.json()) as { messages: Message[] };
		json.messages.forEach(move);
		asked.pages++;
		await route.fulfill({ response, json });
	});
	// over the socket every page would be asked for in a frame
	await page.routeWebSocket(/realtime\/ws/, (socket) => {
		const server = socket.connectToServer();
		server.onMessage((frame) => {
			const answer = typeof frame === "string" && frame.startsWith("{") ? JSON.parse(frame) : {};
			if (!answer.body?.messages) return socket.send(frame);
			answer.body.messages.forEach(move);
			asked.pages++;
			socket.send(JSON.stringify(answer));
		});
	});
	return asked;
}
