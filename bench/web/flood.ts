import type { ChannelId } from "@clickclack/sdk";
import { ActSocket } from "../act-socket.ts";
import type { Site } from "./site.ts";

const [sockets, at_once] = [4, 64];

/** Says `count` messages, in turn in each of `channels`, as fast as they are taken. */
export async function flood({ origin, owner, workspace }: Site, channels: ChannelId[], count: number): Promise<void> {
	const { cursor } = await owner.chat.workspaces.snapshot(workspace.id);
	const query = new URLSearchParams({
		workspace_id: workspace.id,
		after_cursor: cursor,
		frames: "batch",
		events: "lean",
	});
	const url = `${origin}/api/realtime/ws?${query}`;
	const headers = `authorization: Bearer ${owner.chat.token}\r\n`;
	const open = await Promise.all(Array.from({ length: sockets }, () => ActSocket.open(url, headers)));
	const began = Date.now();
	let sent = 0;
	const talk = async (nth: number) => {
		while (sent < count) {
			const number = sent++;
			const channel_id = channels[number % channels.length]!;
			const body = `the tide was **${number}** cm, and \`${number % 7}\` crabs walked sideways`;
			await open[nth % sockets]!.send(JSON.stringify({ channel_id, body, nonce: `${began} ${number}` }));
		}
	};
	await Promise.all(Array.from({ length: at_once }, (_, nth) => talk(nth)));
	for (const socket of open) socket.close();
}
