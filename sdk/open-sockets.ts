import type { Acts, Outcome, Values } from "./acts.ts";

/** A stream's socket, and the session that it was opened with. */
interface Open {
	tag: string;
	session: string;
	acts: Acts;
}

/** The workspace's tag in an id or in a public route id. Anything else gives a text that no workspace has. */
const tagOf = (id: unknown): string => String(id).slice(-16, -8).toLowerCase();

/** The first id of a path says which workspace a request is for, otherwise the `workspace_id` in its query or body. */
function workspaceOf({ path, query, body }: Values): string {
	const { workspace_id }: { workspace_id?: string } = { ...body, ...query };
	const [first = workspace_id] = Object.values(path ?? {}) as string[];
	return tagOf(first);
}

/** The open sockets of a client. */
export class OpenSockets {
	readonly #all = new Set<Open>();

	/** @returns to be called when it has ended */
	add(workspace_id: string, session: string, acts: Acts): () => void {
		const open = { tag: tagOf(workspace_id), session, acts };
		this.#all.add(open);
		return () => void this.#all.delete(open);
	}

	/** Sends a request on a socket of its workspace and session, if there is one that takes it. */
	ask(session: string, route: string, input: Values, isRepeatable: boolean): Promise<Outcome> | undefined {
		if (this.#all.size === 0) return undefined;
		const tag = workspaceOf(input);
		for (const open of this.#all) {
			const outcome = open.tag === tag && open.session === session && open.acts.ask(route, input, isRepeatable);
			if (outcome) return outcome;
		}
		return undefined;
	}
}
