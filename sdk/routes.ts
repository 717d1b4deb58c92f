import type { paths } from "./generated.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";
type RoutesOf<Path extends keyof paths> = {
	[M in Method]: paths[Path][M] extends object ? `${Uppercase<M>} ${Path}` : never;
}[Method];

/** Every operation of the contract, written `METHOD /path`. */
export type Route = { [Path in keyof paths]: RoutesOf<Path> }[keyof paths];

type Operation<R extends Route> = R extends `${infer M} ${infer Path extends keyof paths}`
	? paths[Path][Lowercase<M> & Method]
	: never;

type Json<Content> = Content extends { content: { "application/json": infer Body } } ? Body : never;

/** The query of a route. */
export type Query<R extends Route> =
	Operation<R> extends { parameters: { query?: infer Q } } ? Exclude<Q, undefined> : never;

/** A form has none: see uploads.ts. */
type JsonBody<Body> = [Body] extends [never] ? { body?: undefined } : { body: Body };

/** The parameters of a route: values for its path, query and body. */
export type Input<R extends Route> = (Operation<R> extends { parameters: { path: infer Path } }
	? { path: Path }
	: { path?: undefined }) &
	(Operation<R> extends { requestBody: infer Content }
		? JsonBody<Json<Content>>
		: Operation<R> extends { requestBody?: infer Content }
			? { body?: Json<Exclude<Content, undefined>> }
			: { body?: undefined }) & {
		query?: Query<R>;
		signal?: AbortSignal;
	};

/* A route that answers 200 or 201 with different members has the members of both here, some optional. */
type EveryKey<Union> = Union extends unknown ? keyof Union : never;
type Value<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;
type Merged<Union> = { [Key in keyof Union]: Union[Key] } & {
	[Key in Exclude<EveryKey<Union>, keyof Union>]?: Value<Union, Key>;
};

type Success = 200 | 201 | 202;
type Bodies<Responses> = { [Status in keyof Responses & Success]: Json<Responses[Status]> }[keyof Responses & Success];

/** The answer of a route. */
export type Answer<R extends Route> =
	Operation<R> extends { responses: infer Responses } ? Merged<Bodies<Responses>> : never;
