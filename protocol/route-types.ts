import type { z } from "zod";
import type { Conversing } from "./conversations.ts";
import type { At, Facts, Form, pathValues } from "./route.ts";

type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathNames<Rest>
	: never;
type PathValues<F> = F extends { params: infer Own } ? Omit<typeof pathValues, keyof Own> & Own : typeof pathValues;
type ParamsOf<A extends At, F> = {
	[Name in PathNames<A> & keyof PathValues<F>]: z.output<PathValues<F>[Name]>;
};
type QueryOf<F> = F extends { query: infer S extends z.ZodType } ? z.output<S> : {};
type BodyOf<F> = F extends { body: infer S extends z.ZodType }
	? z.output<S>
	: F extends { body: Form<infer S> }
		? z.output<S>
		: {};

type GivenOf<A extends At, F> = ParamsOf<A, F> & QueryOf<F> & BodyOf<F>;
/** The input of an operation: path, query and body in one object. */
export type InputOf<A extends At, F> = F extends { conversation: true } ? Conversing<GivenOf<A, F>> : GivenOf<A, F>;

type Returned<A> = A extends readonly [infer S extends z.ZodType, ...unknown[]]
	? z.output<S> extends { ok: true }
		? void
		: z.output<S>
	: never;

type AnswerOf<F extends Facts> = Returned<F["answers"][keyof F["answers"]]>;

/** The result of its command or handler. */
export type ResultOf<F extends Facts> = F extends { link: unknown } ? Omit<AnswerOf<F>, "url"> : AnswerOf<F>;

/** Types only: there is no such member at run time. */
export interface Typed<Input, Result> {
	readonly types?: { input: Input; result: Result };
}
