import { type Draft, type Request, blank, sealed } from "./drafts.ts";
import { furnish } from "./furniture.ts";
import { Pool } from "./pool.ts";
import type { Reply, Wire } from "./wire.ts";
import { admin_token } from "../../test/server.ts";

export const callers = [
	"owner",
	"moderator",
	"member",
	"guest",
	"blocked",
	"outsider",
	"ended",
	"nobody",
	"operator",
] as const;
export type Caller = (typeof callers)[number];

type Person = Record<"id" | "token", string>;
type Way = "bearer" | "cookie" | "development";

/** What an answer holds, by name; enough of a shape to set a place up with. */
export interface Said {
	[name: string]: Said & string;
}

/** "ended" has signed out, and comes with the session that is over. */
const created = callers.filter((caller) => caller !== "nobody" && caller !== "operator");
let count = 0;

/** A workspace with people of every role and something of every kind in it, and a stranger with another. */
export class Cast {
	readonly host: string;
	readonly foreign = new Pool();
	readonly pool = new Pool(this.foreign);
	readonly #wire: Wire;
	readonly #people = new Map<Caller, Person>();
	workspace_id = "";
	foreign_id = "";

	private constructor(wire: Wire, host: string) {
		this.#wire = wire;
		this.host = host;
	}

	/** @param founder_email of the account that the server was set up with */
	static async assemble(wire: Wire, host: string, founder_email: string): Promise<Cast> {
		const cast = new Cast(wire, host);
		const place = String(count++);
		cast.pool.add("email", founder_email);
		for (const caller of created) await cast.#arrive(caller, `${caller}${place}@example.com`);
		cast.workspace_id = await cast.#found("owner", cast.pool);
		cast.foreign_id = await cast.#found("outsider", cast.foreign);
		await furnish(cast);
		return cast;
	}

	credentials(caller: Caller, way: Way): Draft["headers"] {
		if (caller === "operator") return [["authorization", `Bearer ${admin_token}`]];
		const person = this.#people.get(caller);
		if (!person) return [];
		if (way === "development" && caller !== "ended") return [["x-clickclack-user", person.id]];
		if (way === "bearer") return [["authorization", `Bearer ${person.token}`]];
		return [
			["cookie", `cc_session=${person.token}`],
			["x-clickclack-csrf", "1"],
		];
	}

	idOf(caller: Caller): string {
		return this.#people.get(caller)!.id;
	}

	/** A request as it should be. */
	request(caller: Caller, method: string, path: string, json?: object): Request {
		const type: Draft["headers"] = json ? [["content-type", "application/json"]] : [];
		const headers: Draft["headers"] = [["host", this.host], ...this.credentials(caller, "development"), ...type];
		const text = json && Buffer.from(JSON.stringify(json));
		return sealed({ ...blank(method, path), headers, text });
	}

	/** Asks for something that has to succeed. */
	async ask(caller: Caller, method: string, path: string, json?: object): Promise<Said> {
		const reply = await this.#wire.ask(this.request(caller, method, path, json));
		if (typeof reply === "string" || reply.status >= 300)
			throw new Error(`${method} ${path} by ${caller}: ${shown(reply)}`);
		return JSON.parse(reply.body) as Said;
	}

	/** After everybody's session was ended. */
	async signAllIn(): Promise<void> {
		for (const caller of created) await this.signIn(caller);
	}

	/** A new session, for one who has none any more. */
	async signIn(caller: Caller): Promise<void> {
		const person = this.#people.get(caller);
		if (!person) return;
		const { token } = await this.ask("operator", "POST", "/api/admin/magic-links", { user_id: person.id });
		person.token = (await this.ask("nobody", "POST", "/api/auth/magic/consume", { token })).token!;
		if (caller === "ended") await this.ask("ended", "POST", "/api/auth/logout");
	}

	async #arrive(caller: Caller, email: string): Promise<void> {
		const { user } = await this.ask("operator", "POST", "/api/admin/users", { name: caller, email });
		this.pool.learn(user);
		this.#people.set(caller, { id: user!.id!, token: "" });
		await this.signIn(caller);
		this.pool.add("email", email);
	}

	async #found(founder: Caller, pool: Pool): Promise<string> {
		const { workspace } = await this.ask(founder, "POST", "/api/workspaces", { name: founder });
		const at = `/api/workspaces/${workspace!.id}`;
		const { channel } = await this.ask(founder, "POST", `${at}/channels`, { name: "back room", kind: "private" });
		const channels = await this.ask(founder, "GET", `${at}/channels`);
		for (const said of [workspace, channel, channels]) pool.learn(said);
		for (const channel_id of JSON.stringify(channels).match(/chn_\w{26}/g)!) {
			const said = `/api/channels/${channel_id}/messages`;
			pool.learn(await this.ask(founder, "POST", said, { body: "the tide is *out*", nonce: `n-${channel_id}` }));
		}
		return workspace!.id!;
	}
}

export const shown = (reply: Reply): string =>
	typeof reply === "string" ? reply : `${reply.status} ${reply.body.slice(0, 300)}`;
