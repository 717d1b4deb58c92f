import { type Outcome, ok } from "@clickclack/protocol";
import type { Actor } from "../workspace/actor.ts";
import type { Directory } from "./directory.ts";
import type { acts, commands } from "./index.ts";

type Acts = typeof commands & typeof acts;
type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

/** Every command and act of the Directory, as one actor. */
export type Door = {
	[Name in keyof Acts]: (input: Parameters<Acts[Name]>[1]) => Promise<Awaited<ReturnType<Acts[Name]>>>;
};

/**
 * The Directory as `actor` may use it.
 * @throws ChatError from each method, with what the Directory refused
 */
export function as(stub: DurableObjectStub<Directory>, actor: Actor): Door {
	// as in workspace/as.ts: RPC types turn unknown into never, so this is the one cast
	const { call } = { call: ((...args) => stub.call(...args)) as Call };
	return new Proxy({} as Door, {
		get: (_, name) =>
			name === "then" ? undefined : async (input: object) => ok(await call(actor, String(name), input)),
	});
}
