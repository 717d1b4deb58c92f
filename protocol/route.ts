import { z } from "zod";
import type { Conversing } from "./conversations.ts";
import type { ErrorCode } from "./errors.ts";
import { ChannelId, InviteId, MessageId, UserId, WorkspaceId } from "./ids.ts";
import type { LimitName } from "./limits.ts";
import { type Policy, type Rule, policies } from "./policies.ts";
import type { Scope } from "./scopes.ts";

/** With what one may call: nothing in particular, the operator's `ADMIN_TOKEN`, a person's session, or a token with the scope. */
export type Access = "public" | "operator" | "human" | Scope;

type Method = "get" | "post" | "patch" | "delete";
export type Success = 101 | 200 | 201 | 202;

/** A successful answer: its schema, what it means, its own headers. A handler may answer by itself, then there is no schema. */
type Answer = readonly [schema: z.ZodType | undefined, description: string, headers?: z.ZodObject];

/** The fields of a form (`application/x-www-form-urlencoded`). */
export interface Form<S extends z.ZodType = z.ZodType> {
	form: S;
}
export const form = <S extends z.ZodType>(schema: S): Form<S> => ({ form: schema });

/** Bytes of this media type, read by the handler as they come. */
export interface Stream {
	stream: string;
}

/** A schema means JSON; without any there is no body. */
type Body = z.ZodType | Form | Stream;

/** The values that stand in paths, by name. */
const pathValues = {
	workspace_id: WorkspaceId,
	channel_id: ChannelId,
	message_id: MessageId,
	user_id: UserId,
	invite_id: InviteId,
	token: z.string().min(1).max(200),
};

/** Everything that is true of an operation, as its noun's file writes it. */
export interface Definition {
	summary: string;
	/** method and path: `POST /api/channels/{channel_id}/messages` */
	at: `${Uppercase<Method>} /${string}`;
	/** what credential is asked for */
	access: Access;
	/** who may, of those who have it; the authorisation proof holds the server to it */
	who: Policy;
	/** how often; every request counts as `any` besides */
	limit: LimitName;
	/** where the id, or the invite's token, stands that says which workspace does the work; without it the Directory does */
	workspace?: "path" | "query" | "body" | "token";
	/** the command is told by one `conversation_id` which channel or direct conversation is meant */
	conversation?: true;
	/** of values in the path that have no entry in the table */
	params?: z.ZodRawShape;
	query?: z.ZodType;
	body?: Body;
	answers: Partial<Record<Success, Answer>>;
	/** the member of the answer that holds what the command returns; without it that is the answer */
	wrap?: string;
	/** failures that do not follow from the rest */
	fails?: ErrorCode[];
}

/** An operation: its definition, with what follows from it. */
export interface Route extends Omit<Definition, "at" | "params" | "fails"> {
	/** spelled as the command that it runs */
	name: string;
	/** the noun */
	tag: string;
	method: Method;
	path: string;
	params: z.ZodObject | undefined;
	/** all codes that a caller may meet */
	fails: ErrorCode[];
}

type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathNames<Rest>
	: never;
type PathValues<D> = D extends { params: infer Own } ? Omit<typeof pathValues, keyof Own> & Own : typeof pathValues;
type ParamsOf<D extends Definition> = {
	[Name in PathNames<D["at"]> & keyof PathValues<D>]: z.output<PathValues<D>[Name]>;
};
type QueryOf<D> = D extends { query: infer S extends z.ZodType } ? z.output<S> : {};
type BodyOf<D> = D extends { body: infer S extends z.ZodType }
	? z.output<S>
	: D extends { body: Form<infer S> }
		? z.output<S>
		: {};

/** What an operation is given: the values of its path, query and body in one object. */
type GivenOf<D extends Definition> = ParamsOf<D> & QueryOf<D> & BodyOf<D>;
type InputOf<D extends Definition> = D extends { conversation: true } ? Conversing<GivenOf<D>> : GivenOf<D>;

/** `{ ok: true }` stands for "done": the command returns nothing. */
export const Ok = z.object({ ok: z.literal(true) }).meta({ id: "Ok" });
type Returned<A> = A extends readonly [infer S extends z.ZodType, ...unknown[]]
	? z.output<S> extends { ok: true }
		? void
		: z.output<S>
	: never;

/** What its command or handler returns. */
type ResultOf<D extends Definition> = Returned<D["answers"][keyof D["answers"]]>;

/** Carries what the compiler knows of an operation; there is no such member. */
export interface Typed<Input, Result> {
	readonly types?: { input: Input; result: Result };
}

const always: ErrorCode[] = ["invalid_request", "rate_limited", "internal"];
const guarded: ErrorCode[] = ["unauthorized", "forbidden", "cross_site", "unavailable"];
const withBody: ErrorCode[] = ["too_large", "unsupported_media_type"];

function failures({ access, who, body, workspace, fails = [] }: Definition): ErrorCode[] {
	const { needs }: Rule = policies[who];
	return [
		...always,
		...(access === "public" ? [] : guarded),
		...(body ? withBody : []),
		...(workspace ? (["not_found"] as const) : []),
		...(needs ? (["moderated"] as const) : []),
		...fails,
	];
}

function pathParams(path: string, own: z.ZodRawShape = {}): z.ZodObject | undefined {
	const values: z.ZodRawShape = { ...pathValues, ...own };
	const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);
	return names.length === 0 ? undefined : z.object(Object.fromEntries(names.map((name) => [name, values[name]!])));
}

function route(name: string, tag: string, definition: Definition): Route {
	const { at, params, ...rest } = definition;
	const [method = "", path = ""] = at.split(" ");
	return {
		...rest,
		name,
		tag,
		method: method.toLowerCase() as Method,
		path,
		params: pathParams(path, params),
		fails: failures(definition),
	};
}

/** The operations of one noun, by name. */
export const routes = <const Definitions extends Record<string, Definition>>(tag: string, definitions: Definitions) =>
	Object.fromEntries(
		Object.entries(definitions).map(([name, definition]) => [name, route(name, tag, definition)]),
	) as unknown as {
		[Name in keyof Definitions]: Route & Typed<InputOf<Definitions[Name]>, ResultOf<Definitions[Name]>>;
	};
