import { type Draft, type Request, sealed } from "./drafts.ts";
import { Pool } from "./pool.ts";
import type { Answer, Wire } from "./wire.ts";
import { admin_token } from "../../test/server.ts";

export const callers = ["owner", "moderator", "member", "guest", "outsider", "nobody", "operator"] as const;
export type Caller = (typeof callers)[number];

interface Person {
	id: string;
	token: string;
}
type Way = "bearer" | "cookie" | "development";

/** What an answer holds, by name; enough of a shape to set a place up with. */
export interface Said {
	[name: string]: Said & string;
}

const created: Caller[] = ["owner", "moderator", "member", "guest", "outsider"];
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
		for (const caller of created) await cast.#arrive(caller, `${caller}${place}@example.com`);
		cast.workspace_id = await cast.#found("owner", cast.pool);
		cast.foreign_id = await cast.#found("outsider", cast.foreign);
		await cast.#furnish();
		cast.pool.add("email", founder_email);
		return cast;
	}

	credentials(caller: Caller, way: Way): Draft["headers"] {
		if (caller === "operator") return [["authorization", `Bearer ${admin_token}`]];
		const person = this.#people.get(caller);
		if (!person) return [];
		if (way === "development") return [["x-clickclack-user", person.id]];
		if (way === "bearer") return [["authorization", `Bearer ${person.token}`]];
		return [
			["cookie", `cc_session=${person.token}`],
			["x-clickclack-csrf", "1"],
		];
	}

	get people(): ReadonlyMap<Caller, Person> {
		return this.#people;
	}

	/** A request as it should be. */
	request(caller: Caller, method: string, path: string, json?: object): Request {
		const type: Draft["headers"] = json ? [["content-type", "application/json"]] : [];
		const headers: Draft["headers"] = [["host", this.host], ...this.credentials(caller, "development"), ...type];
		const text = json && Buffer.from(JSON.stringify(json));
		return sealed({
			method,
			path,
			query: [],
			headers,
			json: undefined,
			text,
			pace: "whole",
			version: "HTTP/1.1",
			isGarbled: false,
		});
	}

	/** Asks for something that has to succeed. */
	async ask(caller: Caller, method: string, path: string, json?: object): Promise<Said> {
		const reply = await this.#wire.ask(this.request(caller, method, path, json));
		if (typeof reply === "string" || reply.status >= 300)
			throw new Error(`${method} ${path} by ${caller}: ${typeof reply === "string" ? reply : shown(reply)}`);
		return JSON.parse(reply.body) as Said;
	}

	/** A new session, for one who has none any more. */
	async signIn(caller: Caller): Promise<void> {
		const person = this.#people.get(caller);
		if (!person) return;
		const { token } = await this.ask("operator", "POST", "/api/admin/magic-links", { user_id: person.id });
		person.token = (await this.ask("nobody", "POST", "/api/auth/magic/consume", { token })).token!;
	}

	async #arrive(caller: Caller, email: string): Promise<void> {
		const { user } = await this.ask("operator", "POST", "/api/admin/users", { name: caller, email });
		this.#people.set(caller, { id: user!.id!, token: "" });
		await this.signIn(caller);
		this.pool.learn(user);
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

	/** Lets the others in, and leaves something of each kind for requests to name. */
	async #furnish(): Promise<void> {
		const at = `/api/workspaces/${this.workspace_id}`;
		for (const role of ["moderator", "member", "guest"] as const) {
			const made = await this.ask("owner", "POST", `${at}/invites`, { role });
			this.pool.learn(made);
			await this.ask(role, "POST", `/api/invites/${made.token}/accept`, {});
		}
		const { channel } = await this.ask("member", "POST", `${at}/channels`, { name: "tides" });
		const { message } = await this.ask("member", "POST", `/api/channels/${channel!.id}/messages`, {
			body: "hello @owner",
		});
		const under = `/api/messages/${message!.id}`;
		const reply = await this.ask("owner", "POST", `${under}/thread/replies`, { body: "well", nonce: "n-reply" });
		const reaction = await this.ask("owner", "POST", `${under}/reactions`, { emoji: "👍" });
		const link = await this.ask("nobody", "POST", "/api/auth/magic/request", { email: "new@example.com" });
		for (const said of [channel, message, reply, reaction, link]) this.pool.learn(said);
	}
}

export const shown = ({ status, body }: Answer): string => `${status} ${body.slice(0, 300)}`;
