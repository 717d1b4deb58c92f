import { conversationOf, isId, type Message, type MessageId, type ResolvedRoute } from "@clickclack/sdk";
import { accepts, type Values } from "./route-values.ts";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import { Part } from "./ui/part.ts";

interface Drawn {
	/** draws the whole page; without it the address is in a workspace */
	page?: Part<Record<string, never>>;
	/** for people who are not signed in, too */
	isPublic?: boolean;
	/** draws the main part of a workspace's page; without it, that is a conversation */
	view?: Part<{ workspace: WorkspaceState }>;
}

const route = <Pattern extends string>(pattern: Pattern, drawn: Drawn = {}) => ({ pattern, ...drawn });

const publicLink: Drawn = { page: new Part(() => import("./PublicLink.svelte")) };
const missing: Drawn = { isPublic: true, page: new Part(() => import("./MissingPage.svelte")) };

/**
 * Every address of the app. The longest pattern that fits wins, of two as long the first, and `root` fits all. A
 * segment that should be an id and is not one leads to nothing, except `-`, which stands for none.
 */
export const routes = {
	root: route("/"),
	signin: route("/signin", { isPublic: true, page: new Part(() => import("./signin/SignInPage.svelte")) }),
	invite: route("/invite/:token", { isPublic: true, page: new Part(() => import("./invites/InvitePage.svelte")) }),
	home: route("/app"),
	workspace: route("/app/:workspace_id"),
	conversation: route("/app/:workspace_id/:conversation_id"),
	thread: route("/app/:workspace_id/:conversation_id/thread/:root_id"),
	publicWorkspace: route("/app/:workspace_route_id", publicLink),
	publicTarget: route("/app/:workspace_route_id/:target_route_id", publicLink),
	publicThread: route("/app/:workspace_route_id/:parent_route_id/:target_route_id", publicLink),
	missingWorkspace: route("/app/:unknown", missing),
	missingConversation: route("/app/:workspace_id/:unknown", missing),
};
export type RouteName = keyof typeof routes;

interface PaneView {
	label: string;
	/** it begins with a field to type in */
	takesFocus: boolean;
	view: Part<{ workspace: WorkspaceState; onclose: () => void }>;
}

/** What can be opened beside any view of a workspace, by `?pane=…`. */
export const panes = {
	members: { label: "People", takesFocus: false, view: new Part(() => import("./members/MemberPane.svelte")) },
	search: { label: "Search", takesFocus: true, view: new Part(() => import("./search/SearchPane.svelte")) },
} satisfies Record<string, PaneView>;
export type Pane = keyof typeof panes;
export const threadPane = new Part(() => import("./threads/ThreadPane.svelte"));

type ParamsOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
	? Name | ParamsOf<Rest>
	: Pattern extends `${string}:${infer Name}`
		? Name
		: never;
type Params<Name extends RouteName> = Pick<Values, ParamsOf<(typeof routes)[Name]["pattern"]> & keyof Values>;

interface Query {
	/** the message to show and highlight */
	at?: MessageId;
	pane?: Pane;
	/** where to go after signing in */
	next?: string;
	/** of a sign-in link */
	token?: string;
}

/** What an address means. */
export type Url = { name: RouteName } & Partial<Values> & Query;

/** The address of a route. */
export function build<Name extends RouteName>(name: Name, params: Params<Name>, query: Query = {}): string {
	const values: Partial<Record<string, string>> = params;
	const path = routes[name].pattern.replace(/:(\w+)/g, (_, param: string) => values[param] ?? "");
	const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
	return search.size ? `${path}?${search}` : path;
}

/** The same view with another pane beside it, or with none. */
export function withPane(url: Url, pane?: Pane): string {
	const name = url.name === "thread" ? "conversation" : url.name;
	return build(name, url as Params<typeof name>, { pane });
}

type Placed = Parameters<typeof conversationOf>[0] &
	Pick<Message, "id" | "workspace_id" | "parent_message_id" | "thread_root_id">;

/** The address that shows a message where it was said. */
export function messagePath(message: Placed): string {
	const { id: at, workspace_id, parent_message_id, thread_root_id: root_id } = message;
	const conversation = { workspace_id, conversation_id: conversationOf(message) };
	return parent_message_id
		? build("thread", { ...conversation, root_id }, { at })
		: build("conversation", conversation, { at });
}

/** The address of what a public link leads to. */
export function resolvedPath({ workspace_id, target_id, parent_id }: ResolvedRoute, query: Query = {}): string {
	if (!isId("msg", target_id)) return build("conversation", { workspace_id, conversation_id: target_id }, query);
	return build("thread", { workspace_id, conversation_id: parent_id!, root_id: target_id }, query);
}

export function read(address: string): Url {
	const { pathname, searchParams } = new URL(address, "http://localhost");
	const parts = partsOf(pathname);
	const { name, params } = matches(parts)[0] ?? { name: "root", params: {} };
	const query = Object.fromEntries(searchParams);
	const at = query["at"];
	return {
		name,
		token: query["token"],
		...params,
		at: at && isId("msg", at) ? at : undefined,
		next: ours(query["next"]),
		pane: isPane(query["pane"]) ? query["pane"] : undefined,
	};
}

const partsOf = (path: string) => path.split("/").filter(Boolean);

/** The routes whose pattern an address begins with, the longest first. */
function matches(parts: string[]): { name: RouteName; params: Partial<Values> }[] {
	const names = Object.keys(routes) as RouteName[];
	return names
		.map((name) => ({ name, pattern: partsOf(routes[name].pattern) }))
		.filter(({ pattern }) => pattern.every((part, at) => fits(part, parts[at])))
		.toSorted((a, b) => b.pattern.length - a.pattern.length)
		.map(({ name, pattern }) => ({ name, params: paramsIn(pattern, parts) }));
}

const fits = (pattern: string, part: string | undefined): boolean =>
	pattern.startsWith(":") ? part !== undefined && accepts[pattern.slice(1) as keyof Values](part) : part === pattern;

/** Their kinds were looked at when the pattern was fitted. */
const paramsIn = (pattern: string[], parts: string[]): Partial<Values> =>
	Object.fromEntries(pattern.flatMap((part, at) => (part.startsWith(":") ? [[part.slice(1), parts[at]]] : [])));

const isPane = (name: string | undefined): name is Pane => name !== undefined && Object.hasOwn(panes, name);

/** A link may name any address as the next one: only those of the app are followed. */
const ours = (next: string | undefined): string | undefined => next?.match(/^\/(app|invite)\/.*/)?.[0];
