import { type Outcome, ok } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";
import type { commands, queries } from "./index.ts";
import type { Workspace } from "./workspace.ts";

type Acts = typeof commands & typeof queries;
type Input<F> = F extends (tx: never, input: infer I) => unknown ? (unknown extends I ? object : I) : never;
type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

/** Every command and query of a workspace, as one actor. */
export type Door = { [Name in keyof Acts]: (input: Input<Acts[Name]>) => Promise<ReturnType<Acts[Name]>> };

/**
 * A workspace as `actor` may use it.
 * @throws ChatError from each method, with what the workspace refused
 */
export function as(stub: DurableObjectStub<Workspace>, actor: Actor): Door {
	// RPC types turn unknown into never; the registry knows better, so this is the one cast
	const { call } = { call: ((...args) => stub.call(...args)) as Call };
	return new Proxy({} as Door, {
		// an awaited proxy must not look like a promise
		get: (_, name) =>
			name === "then" ? undefined : async (input: object) => ok(await call(actor, String(name), input)),
	});
}
