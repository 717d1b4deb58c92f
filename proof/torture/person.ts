import { ClickClack, type Role } from "@clickclack/sdk";
import type { Ear } from "./ear.ts";

/** As far as is known here; `unsure` when an answer was lost. */
export type Standing = "in" | "out" | "blocked" | "signed out" | "unsure";

/** How a client likes its events: see R5. */
export type Frames = "single" | "batch" | "compressed";

/** A socket as an older client opens it; the SDK, which wants lists, gets lists of one. */
function olderSocket(url: string, protocols: string[], frames: Frames): WebSocket {
	const socket = new WebSocket(url.replace("frames=compressed", `frames=${frames}`), protocols);
	socket.addEventListener("message", (event: MessageEvent<unknown>) => {
		if (typeof event.data !== "string" || !event.data.startsWith("{")) return;
		event.stopImmediatePropagation();
		socket.dispatchEvent(new MessageEvent("message", { data: `[${event.data}]` }));
	});
	return socket;
}

/** Somebody with a session, who does one thing at a time. */
export class Person {
	readonly #url: string;
	readonly user_id: string;
	readonly handle: string;
	/** what they come back as */
	readonly home: Role;
	standing: Standing = "in";
	session = "";
	chat: ClickClack;
	/** requests that went out for what they do now */
	attempts = 0;
	readonly ears: Ear[] = [];

	constructor(url: string, user: { id: string; handle: string }, home: Role) {
		this.#url = url;
		this.user_id = user.id;
		this.handle = user.handle;
		this.home = home;
		this.chat = this.#client();
	}

	/** A new session, from a link that the operator made. */
	async signIn(token: string): Promise<void> {
		const chat = this.#client();
		const { session } = await chat.auth.consumeMagicLink(token);
		[this.session, this.chat] = [session.id, chat];
	}

	/** For a client beside `chat`: it keeps the session of now. */
	another(frames: Frames): ClickClack {
		const connect = (url: string, protocols: string[]) => olderSocket(url, protocols, frames);
		return new ClickClack({ baseUrl: this.#url, token: this.chat.token!, ...(frames !== "compressed" && { connect }) });
	}

	#client(): ClickClack {
		const counting: typeof fetch = (url, init) => {
			this.attempts++;
			return fetch(url, init);
		};
		return new ClickClack({ baseUrl: this.#url, fetch: counting });
	}
}
