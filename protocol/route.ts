import * as z from "zod";
import type { ErrorCode } from "./errors.ts";
import {
	ChannelId,
	DirectConversationId,
	GroupId,
	InviteId,
	MessageId,
	ScheduledMessageId,
	TopicId,
	UploadId,
	UserId,
	WorkspaceId,
} from "./ids.ts";
import type { LimitName } from "./limits.ts";
import { type Policy, type Rule, policies } from "./policies.ts";
import type { InputOf, ResultOf, Typed } from "./route-types.ts";
import type { Scope } from "./scopes.ts";

/** The required credential: none, the operator's `ADMIN_TOKEN`, a person's session, or a token with the scope. */
export type Access = "public" | "operator" | "human" | Scope;

type Method = "get" | "post" | "put" | "patch" | "delete";
/** Method and path: `POST /api/channels/{channel_id}/messages` */
export type At = `${Uppercase<Method>} /${string}`;
export type Success = 101 | 200 | 201 | 202 | 204 | 206 | 304;

/** A successful answer: schema, description, headers. Without a schema when the handler writes the answer itself. */
type Answer = readonly [schema: z.ZodType | undefined, description: string, headers?: z.ZodObject];

/** The fields of a form (`application/x-www-form-urlencoded`). */
export interface Form<S extends z.ZodType = z.ZodType> {
	form: S;
}
export const form = <S extends z.ZodType>(schema: S): Form<S> => ({ form: schema });

/** Bytes of this media type, which the handler reads as they arrive. */
export interface Stream {
	stream: string;
}

/** A schema means JSON. */
type Body = z.ZodType | Form | Stream;

/** The schemas of path parameters, by name. */
export const pathValues = {
	workspace_id: WorkspaceId,
	channel_id: ChannelId,
	direct_conversation_id: DirectConversationId,
	message_id: MessageId,
	user_id: UserId,
	invite_id: InviteId,
	scheduled_id: ScheduledMessageId,
	topic_id: TopicId,
	upload_id: UploadId,
	group_id: GroupId,
	token: z.string().min(1).max(200),
};

/** The definition of an operation, without its path and summary. */
export interface Facts {
	/** the required credential */
	access: Access;
	/** which of its holders may; the authorisation proof checks the server against it */
	who: Policy;
	/** the rate limit; every request also counts as `any`. Default: `read` for GET, otherwise `change` */
	limit?: LimitName;
	/**
	 * Where to find the id, or the invite token, of the workspace that runs it. Default: an id in the path, otherwise the
	 * Directory runs it.
	 */
	workspace?: "path" | "query" | "body" | "token";
	/** the command gets the channel or direct conversation as one `conversation_id` */
	conversation?: true;
	/** schemas of path parameters that are not in the table */
	params?: z.ZodRawShape;
	query?: z.ZodType;
	body?: Body;
	answers: Partial<Record<Success, Answer>>;
	/** other media types that the answer may have; then the handler writes the answer itself */
	alsoAs?: readonly string[];
	/** the member of the answer that holds the command's result; without it the result is the answer */
	wrap?: string;
	/** the answer has a `url` too: the page of the app that its `token` opens */
	link?: (token: string) => string;
	/** the command gets the request's correlation id */
	correlated?: true;
	/** with this field the Directory runs it, and calls the workspace: the value is unique across workspaces */
	unique?: string;
	/** error codes that do not follow from the rest */
	fails?: ErrorCode[];
}

/** The facts of the operator's routes. */
export const operator = { access: "operator", who: "the operator", limit: "any" } as const satisfies Partial<Facts>;

/** Everything about an operation. */
export interface Route extends Omit<Facts, "params" | "fails"> {
	/** the same as its command's */
	name: string;
	/** the noun */
	tag: string;
	summary: string;
	limit: LimitName;
	method: Method;
	path: string;
	params: z.ZodObject | undefined;
	/** all error codes that a caller may get */
	fails: ErrorCode[];
}

/** `{ ok: true }` means done: the command returns nothing. */
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

/** One operation; the table of its noun names it. */
export function route<const A extends At, const F extends Facts>(
	at: A,
	summary: string,
	facts: F,
): Unnamed & Typed<InputOf<A, F>, ResultOf<F>> {
	const [method = "", path = ""] = at.split(" ");
	const [, id = ""] = /\{(\w+_id)\}/.exec(path) ?? [];
	const { workspace = Object.hasOwn(pathValues, id) ? "path" : undefined }: Facts = facts;
	return {
		limit: method === "GET" ? "read" : "change",
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
