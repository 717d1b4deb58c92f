import { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import { ChannelId, InviteId, MessageId, UserId, WorkspaceId } from "./ids.ts";
import type { LimitName } from "./limits.ts";
import { type Policy, type Rule, policies } from "./policies.ts";
import type { InputOf, ResultOf, Typed } from "./route-types.ts";
import type { Scope } from "./scopes.ts";

/** With what one may call: nothing in particular, the operator's `ADMIN_TOKEN`, a person's session, or a token with the scope. */
export type Access = "public" | "operator" | "human" | Scope;

type Method = "get" | "post" | "patch" | "delete";
/** Method and path: `POST /api/channels/{channel_id}/messages` */
export type At = `${Uppercase<Method>} /${string}`;
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
export const pathValues = {
	workspace_id: WorkspaceId,
	channel_id: ChannelId,
	message_id: MessageId,
	user_id: UserId,
	invite_id: InviteId,
	token: z.string().min(1).max(200),
};

/** What is true of an operation besides its address and what it is for. */
export interface Facts {
	/** what credential is asked for */
	access: Access;
	/** who may, of those who have it; the authorisation proof holds the server to it */
	who: Policy;
	/** how often; every request counts as `any` besides */
	limit: LimitName;
	/**
	 * Where the id, or the invite's token, stands that says which workspace does the work: in the path, if there is an id.
	 * Without it the Directory does.
	 */
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

/** Everything that is true of an operation. */
export interface Route extends Omit<Facts, "params" | "fails"> {
	/** spelled as the command that it runs */
	name: string;
	/** the noun */
	tag: string;
	summary: string;
	method: Method;
	path: string;
	params: z.ZodObject | undefined;
	/** all codes that a caller may meet */
	fails: ErrorCode[];
}

/** `{ ok: true }` stands for "done": the command returns nothing. */
export const Ok = z.object({ ok: z.literal(true) }).meta({ id: "Ok" });

const always: ErrorCode[] = ["invalid_request", "rate_limited", "internal"];
const guarded: ErrorCode[] = ["unauthorized", "forbidden", "cross_site", "unavailable"];
const withBody: ErrorCode[] = ["too_large", "unsupported_media_type"];

function failures({ access, who, body, workspace, fails = [] }: Facts): ErrorCode[] {
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

type Unnamed = Omit<Route, "name" | "tag">;

/** One operation; its noun's table names it. */
export function route<const A extends At, const F extends Facts>(
	at: A,
	summary: string,
	facts: F,
): Unnamed & Typed<InputOf<A, F>, ResultOf<F>> {
	const [method = "", path = ""] = at.split(" ");
	const [, id = ""] = /\{(\w+_id)\}/.exec(path) ?? [];
	const { workspace = Object.hasOwn(pathValues, id) ? "path" : undefined }: Facts = facts;
	return {
		...facts,
		summary,
		method: method.toLowerCase() as Method,
		path,
		workspace,
		params: pathParams(path, facts.params),
		fails: failures({ ...facts, workspace }),
	};
}

/** The operations of one noun, by name. */
export const routes = <Unnameds extends Record<string, Unnamed>>(tag: string, unnamed: Unnameds) =>
	Object.fromEntries(Object.entries(unnamed).map(([name, one]) => [name, { ...one, name, tag }])) as unknown as {
		[Name in keyof Unnameds]: Unnameds[Name] & Route;
	};
