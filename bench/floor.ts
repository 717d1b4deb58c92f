import { DurableObject } from "cloudflare:workers";

interface Bindings {
	ROOM: DurableObjectNamespace<Room>;
}

/** One INSERT for each message, its text to each socket. Nobody is asked who they are, nothing can be found again. */
export class Room extends DurableObject<Bindings> {
	constructor(ctx: DurableObjectState, env: Bindings) {
		super(ctx, env);
		ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS messages (channel_seq INTEGER PRIMARY KEY, body TEXT)");
	}

	send(body: string): string {
		const { sql } = this.ctx.storage;
		const row = sql.exec("INSERT INTO messages (body) VALUES (?) RETURNING channel_seq, body", body).one();
		const text = JSON.stringify(row);
		for (const socket of this.ctx.getWebSockets()) socket.send(text);
		return text;
	}

	override fetch(): Response {
		const { 0: theirs, 1: ours } = new WebSocketPair();
		this.ctx.acceptWebSocket(ours);
		return new Response(null, { status: 101, webSocket: theirs });
	}
}

export default {
	async fetch(request, { ROOM }) {
		const room = ROOM.getByName("room");
		if (request.method !== "POST") return room.fetch(request);
		return new Response(await room.send(await request.text()), { status: 201 });
	},
} satisfies ExportedHandler<Bindings>;
