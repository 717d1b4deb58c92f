import { max_message_bytes, max_values } from "@clickclack/protocol";
import { ActSocket } from "../act-socket.ts";
import type { Answer } from "../http.ts";
import { parametersOf } from "../operations.ts";
import type { Request } from "../request.ts";
import type { Caller, Fixtures } from "./fixtures.ts";
import { meant } from "./verdict.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const [envelope_bytes, envelope_values] = [200, 4];

/** The members of an object as they are written, so that nothing of them is lost; undefined for anything else. */
function membersIn({ body }: Request): string | undefined {
	try {
		const text = utf8.decode(body).trim();
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && !Array.isArray(value) ? text.slice(1, -1) : undefined;
	} catch {
		return undefined;
	}
}

/** An address may be no text at all, which in JSON cannot be said. */
function isDecodable(target: string): boolean {
	try {
		return decodeURIComponent(target) !== "";
	} catch {
		return false;
	}
}

interface Act {
	name: string;
	/** as JSON */
	input: string;
	/** says which workspace it is for */
	id: unknown;
}

/** A request as the act that it would be; undefined where there is none. */
function actOf(request: Request): Act | undefined {
	const operation = request.isMalformed || request.isOdd ? undefined : meant(request);
	if (!operation?.isAct || request.method === "HEAD" || request.body.length > max_message_bytes) return undefined;
	// over HTTP no body at all is no JSON
	const members = operation.body ? membersIn(request) : "";
	if (members === undefined) return undefined;
	const target = Buffer.from(request.head).toString().split(" ")[1]!;
	if (!isDecodable(target)) return undefined;
	const [path = "", query = ""] = target.replace(/#.*/s, "").split("?");
	const [given, template] = [path.split("/"), operation.path.split("/")];
	const named = parametersOf(operation, "path").map(({ name }) => {
		return [name, decodeURIComponent(given[template.indexOf(`{${name}}`)] ?? "")] as const;
	});
	// a query that an operation does not take is not read
	const all = new URLSearchParams(parametersOf(operation, "query").length > 0 ? query : "");
	const asked = [...new Set(all.keys())].map((name) => {
		const values = all.getAll(name);
		return [name, values.length > 1 ? values : values[0]] as const;
	});
	const written = [...asked, ...named].map((member) => member.map((part) => JSON.stringify(part)).join(":"));
	const input = `{${[members, ...written].filter((part) => part.trim() !== "").join(",")}}`;
	const isShort = Buffer.byteLength(input) < max_message_bytes - envelope_bytes;
	// those inside of strings do no harm, but are counted too
	const isFew = input.split(/[,[{]/).length < max_values - envelope_values;
	const { workspace_id } = JSON.parse(input) as { workspace_id?: unknown };
	return isShort && isFew ? { name: operation.name, input, id: named[0]?.[1] ?? workspace_id } : undefined;
}

/** The sockets on which people ask once more for what they asked for over HTTP. */
export class Actors {
	readonly #fixtures: Fixtures;
	readonly #sockets = new Map<Caller, ActSocket>();

	constructor(fixtures: Fixtures) {
		this.#fixtures = fixtures;
	}

	/** Sockets that are opened from now on belong to new sessions. */
	end(): void {
		for (const socket of this.#sockets.values()) socket.close();
		this.#sockets.clear();
	}

	/** Whether a request is for the workspace in which the sockets are: in another one they do nothing (R34). */
	isHere(request: Request): boolean {
		const tagOf = (id: unknown) => String(id).slice(-16, -8).toLowerCase();
		return tagOf(actOf(request)?.id) === tagOf(this.#fixtures.workspace_id);
	}

	/** @returns undefined for what can be no act, and for somebody who may have no socket */
	async ask(caller: Caller, request: Request): Promise<Answer | undefined> {
		const act = actOf(request);
		const socket = act && (await this.#socketOf(caller));
		return socket && (await socket.ask(act.name, act.input));
	}

	async #socketOf(caller: Caller): Promise<ActSocket | undefined> {
		const known = this.#sockets.get(caller);
		// who was refused once is not let in
		if (known?.closed !== undefined && known.opened_at === undefined) return undefined;
		if (known && known.closed === undefined) return known;
		const { site, workspace_id } = this.#fixtures;
		const socket = new ActSocket(site.url, { workspace_id }, this.#fixtures.credentials(caller, "bearer"));
		this.#sockets.set(caller, socket);
		return await socket.opened().then(
			() => socket,
			() => undefined,
		);
	}
}
