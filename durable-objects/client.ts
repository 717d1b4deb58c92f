import { type Outcome, ok } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";
import type { Entry } from "./registry.ts";

type Input<F> = F extends (tx: never, input: infer I) => unknown ? (unknown extends I ? object : I) : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** Every entry of an object's registry as a typed method. */
export type ClientOf<Registry extends Record<string, Entry>> = {
	[Name in keyof Registry]: (input: Input<Registry[Name]["run"]>) => Promise<Result<Registry[Name]["run"]>>;
};

/** An object with a registry. RPC's types turn `unknown` into `never`; the registry has the real types, hence the casts. */
interface Callee {
	call: (actor: Actor, name: string, input: object) => Promise<unknown>;
}

/** @throws ChatError from each method, with the object's refusal */
export function client<Registry extends Record<string, Entry>>(stub: Callee, actor: Actor): ClientOf<Registry> {
	return new Proxy({} as ClientOf<Registry>, {
		// an awaited proxy must not look like a promise
		get: (_, name) =>
			name === "then"
				? undefined
				: async (input: object) => ok((await stub.call(actor, String(name), input)) as Outcome<unknown>),
	});
}
