import { ClickClack } from "@clickclack/sdk";
import { Server, admin_token, build, scratch } from "../../test/server.ts";

/** The server, and who speaks to it. */
export class Site {
	readonly url: string;
	readonly operator: ClickClack;
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
		this.url = server.url.replace(/\/$/, "");
		this.operator = new ClickClack({ baseUrl: this.url, token: admin_token });
	}

	static async start(): Promise<Site> {
		return new Site(await Server.start(await build("wrangler.toml"), scratch()));
	}

	/** Acts as somebody: a development server takes their id for it. */
	as(user_id: string): ClickClack {
		return new ClickClack({ baseUrl: this.url, user_id });
	}

	/** Nobody in particular. */
	visitor(): ClickClack {
		return new ClickClack({ baseUrl: this.url });
	}

	/** The token of a session, which a browser carries as its cookie. */
	async session(email: string): Promise<string> {
		const { token } = await this.operator.admin.createMagicLink({ email });
		const visitor = this.visitor();
		await visitor.auth.consumeMagicLink(token);
		return visitor.token!;
	}

	stop(): Promise<void> {
		return this.#server.kill();
	}
}
