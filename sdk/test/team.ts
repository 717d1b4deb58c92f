import { env, exports } from "cloudflare:workers";
import { onTestFinished } from "vitest";
import { ClickClack, type ServerEvent, type StreamOptions, type WorkspaceId } from "../index.ts";

/** A client of the real server, whose sockets the test can break, and its requests over HTTP. */
export function client(token?: string) {
	const sockets: WebSocket[] = [];
	const requests: string[] = [];
	const chat = new ClickClack({
		baseUrl: "http://localhost",
		token,
		fetch: (url, init) => {
			const request = new Request(url, init);
			requests.push(`${request.method} ${new URL(request.url).pathname}`);
			return exports.default.fetch(request);
		},
		connect: async (url, protocols) => {
			const headers = { Upgrade: "websocket", "Sec-WebSocket-Protocol": protocols.join(", ") };
			const { webSocket, status } = await exports.default.fetch(url.replace(/^ws/, "http"), { headers });
			if (!webSocket) throw new Error(`refused with ${status}`);
			webSocket.accept();
			sockets.push(webSocket);
			return webSocket;
		},
	});
	return { chat, sockets, requests };
}

const { admin } = client(env.ADMIN_TOKEN).chat;

export async function signIn(name: string) {
	const user = await admin.createUser({ name, email: `${name}-${crypto.randomUUID()}@example.com` });
	const person = client();
	await person.chat.auth.consumeMagicLink((await admin.createMagicLink({ user_id: user.id })).token);
	return { ...person, user };
}

/** Ada's workspace, with Grace in it. */
export async function team() {
	const [ada, grace] = await Promise.all([signIn("Ada"), signIn("Grace")]);
	const { id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] });
	const invite = await ada.chat.invites.create(workspace_id);
	await grace.chat.invites.accept(invite.token);
	const [general] = await ada.chat.channels.list(workspace_id);
	const say = (body: string) => ada.chat.messages.create(general!.id, { body, nonce: crypto.randomUUID() });
	return { ada, grace, workspace_id, general: general!.id, say };
}

/** The events that somebody receives from now on. */
export async function listen(chat: ClickClack, workspace_id: WorkspaceId, options: StreamOptions = {}) {
	const stop = new AbortController();
	onTestFinished(() => stop.abort());
	const after = options.after ?? (await chat.workspaces.snapshot(workspace_id)).cursor;
	const events = chat.events(workspace_id, { ...options, after, signal: stop.signal });
	return async (fits: (event: ServerEvent) => boolean): Promise<ServerEvent> => {
		for (;;) {
			const { value, done } = await events.next();
			if (done) throw new Error("the stream has ended");
			if (fits(value)) return value;
		}
	};
}
