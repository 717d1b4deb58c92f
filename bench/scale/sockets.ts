import type { EventPage } from "@clickclack/sdk";
import { RecordedSocket } from "../../proof/websocket.ts";
import { type Timed, as, ask } from "./ask.ts";
import type { Filled } from "./fill.ts";

/** How many entries of the log a client that comes back has missed. */
const missed = 1_000;

/** The cursor of the newest event that the member sees. */
async function newestSeen(url: string, { workspace_id, before, cast }: Filled): Promise<string> {
	let [after_cursor, isMore] = [before(missed), true];
	while (isMore) {
		const path = `/api/realtime/events?${new URLSearchParams({ workspace_id, after_cursor }).toString()}`;
		const { events, has_more } = JSON.parse(
			(await ask(url, { method: "GET", path, who: cast.member })).text,
		) as EventPage;
		[after_cursor, isMore] = [events.at(-1)?.cursor ?? after_cursor, has_more];
	}
	return after_cursor;
}

/** Opens a socket and waits for the event with the cursor `last`, if that is missed. */
async function open(url: string, at: Filled, after_cursor: string, last: string): Promise<Timed> {
	const query = { workspace_id: at.workspace_id, after_cursor, frames: "compressed" };
	const began = performance.now();
	const socket = await RecordedSocket.open(url, query, as(at.cast.member));
	const hasAll = after_cursor === last || (await socket.until(() => socket.has(last)));
	const ms = performance.now() - began;
	const bytes = socket.socket!.bytesRead;
	socket.close();
	if (!hasAll) throw new Error(`a socket did not get ${last}`);
	return { ms, bytes };
}

/** From marking a channel as read until another device of the same person is told. */
async function tell(url: string, at: Filled): Promise<Timed> {
	const move = (what: string, seq: number) =>
		ask(url, { method: "POST", path: `/api/channels/${at.big}/${what}`, who: at.cast.member, body: { seq } });
	await move("unread", 1);
	const query = { workspace_id: at.workspace_id, after_cursor: await newestSeen(url, at), frames: "batch" };
	const socket = await RecordedSocket.open(url, query, as(at.cast.member));
	const began = performance.now();
	await move("read", Number.MAX_SAFE_INTEGER);
	const isTold = await socket.until(() => socket.has(`"channel.read"`));
	const ms = performance.now() - began;
	const bytes = socket.socket!.bytesRead;
	socket.close();
	if (!isTold) throw new Error("the other device was not told of a position");
	return { ms, bytes };
}

/** What is timed about sockets. */
export const openings: Record<string, (url: string, at: Filled) => Promise<Timed>> = {
	connect: async (url, at) => {
		const last = await newestSeen(url, at);
		return open(url, at, last, last);
	},
	[`connect, ${missed.toLocaleString("en")} entries missed`]: async (url, at) =>
		open(url, at, at.before(missed), await newestSeen(url, at)),
	"position, until another device is told": tell,
};
