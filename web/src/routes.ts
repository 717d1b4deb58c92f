import {
	conversationOf,
	isId,
	routeId,
	seqOf,
	type ConversationId,
	type Message,
	type MessageId,
	type WorkspaceId,
} from "@clickclack/sdk";
import { accepts, type Query, type Values } from "./route-values.ts";
import type { WorkspaceState } from "./state/workspace.svelte.ts";
import { Part } from "./ui/part.ts";
import { panes, type Pane } from "./panes.ts";
import { people as peopleTitle } from "./strings/directory.ts";
import { directMessages } from "./strings/directs.ts";
import { drafts as draftsTitle } from "./strings/drafts.ts";
import { inbox as inboxTitle } from "./strings/inbox.ts";
import { saved as savedTitle } from "./strings/saved.ts";
import { threads as threadsTitle } from "./strings/threads.ts";

interface Drawn {
	/** draws the whole page; without it the address is in a workspace */
	page?: Part<Record<string, never>>;
	/** for people who are not signed in, too */
	isPublic?: boolean;
	/** draws the main part of a workspace's page; without it, that is a conversation */
	view?: Part<{ workspace: WorkspaceState }>;
	/** of that view, in the title of the window */
	title?: string;
	/** the sidebar stays beside that view */
	hasSidebar?: boolean;
}

const route = <Pattern extends string>(pattern: Pattern, drawn: Drawn = {}) => ({ pattern, ...drawn });

const missing: Drawn = { isPublic: true, page: new Part(() => import("./MissingPage.svelte")) };
/** A view that the sidebar lists and stays beside. */
const listed = (title: string, view: ConstructorParameters<typeof Part<{ workspace: WorkspaceState }>>[0]): Drawn => ({
	title,
	hasSidebar: true,
	view: new Part(view),
});
const administration: Drawn = { view: new Part(() => import("./admin/AdminView.svelte")) };
const settings: Drawn = { page: new Part(() => import("./settings/SettingsPage.svelte")) };

/**
 * Every address of the app. The longest pattern that fits wins, of two as long the first, and `root` fits all. A
 * segment that should be an id and is not one leads to nothing, except `-`, which stands for none.
 */
export const routes = {
	root: route("/"),
	signin: route("/signin", { isPublic: true, page: new Part(() => import("./signin/SignInPage.svelte")) }),
	invite: route("/invite/:token", { isPublic: true, page: new Part(() => import("./invites/InvitePage.svelte")) }),
	settingsHome: route("/settings", settings),
	settings: route("/settings/:settings", settings),
	home: route("/app"),
	workspace: route("/app/:workspace"),
	conversation: route("/app/:workspace/:target"),
	directs: route(
		"/app/:workspace/-/dms",
		listed(directMessages, () => import("./sidebar/DirectsView.svelte")),
	),
	inbox: route(
		"/app/:workspace/-/inbox",
		listed(inboxTitle, () => import("./inbox/InboxView.svelte")),
	),
	threads: route(
		"/app/:workspace/-/threads",
		listed(threadsTitle, () => import("./threads/ThreadsView.svelte")),
	),
	saved: route(
		"/app/:workspace/-/saved",
		listed(savedTitle, () => import("./saved/SavedView.svelte")),
	),
	drafts: route(
		"/app/:workspace/-/drafts",
		listed(draftsTitle, () => import("./scheduled/DraftsView.svelte")),
	),
	people: route(
		"/app/:workspace/-/people",
		listed(peopleTitle, () => import("./members/DirectoryView.svelte")),
	),
	adminHome: route("/app/:workspace/-/admin", administration),
	admin: route("/app/:workspace/-/admin/:admin", administration),
	missingWorkspace: route("/app/:unknown", missing),
	missingView: route("/app/:workspace/-/:unknown", missing),
	named: route("/app/:workspace/:channel"),
};
export type RouteName = keyof typeof routes;

/** The views that a tab of a phone leads to: the tabs stay there, and what is opened from a list leads back to it. */
export const tabbed = ["workspace", "directs", "inbox"] as const satisfies RouteName[];

type ParamsOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
	? Name | ParamsOf<Rest>
	: Pattern extends `${string}:${infer Name}`
		? Name
		: never;
type Params<Name extends RouteName> = Pick<Values, ParamsOf<(typeof routes)[Name]["pattern"]> & keyof Values>;

/** What an address means. */
export type Url = { name: RouteName } & Partial<Values> & Query;

/** The address of a route. */
export function build<Name extends RouteName>(name: Name, params: Params<Name>, query: Query = {}): string {
	const values: Partial<Record<string, string>> = params;
	const path = routes[name].pattern.replace(/:(\w+)/g, (_, param: string) => values[param] ?? "");
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
	return search.size ? `${path}?${search}` : path;
}

export const workspacePath = (id: WorkspaceId, query?: Query): string =>
	build("workspace", { workspace: routeId("T", id) }, query);

const targetPath = (workspace_id: WorkspaceId, target: string, query?: Query): string =>
	build("conversation", { workspace: routeId("T", workspace_id), target }, query);

interface Place {
	workspace_id: WorkspaceId;
	id: ConversationId;
}

export const conversationPath = ({ workspace_id, id }: Place, query?: Query): string =>
	targetPath(workspace_id, routeId(isId("dm", id) ? "D" : "C", id), query);

/** @param root a message that begins a thread, or may, or that came from one */
export const threadPath = (
	root: { workspace_id: WorkspaceId; id: MessageId; also_sent_root_id?: MessageId | undefined },
	query?: Query,
): string => targetPath(root.workspace_id, routeId("M", root.also_sent_root_id ?? root.id), query);

/** The same view with another pane beside it, or with none. */
export const withPane = (url: Url, pane?: Pane, who?: Query["who"]): string =>
	build(url.name, url as Params<typeof url.name>, { pane, who, topic: url.topic });

/** The same, with the words of the search beside it. */
export function withWords(url: Url, q: string | undefined): string {
	const { scope, sort, m, topic } = url;
	return build(url.name, url as Params<typeof url.name>, { pane: "search", q, scope, sort, m, topic });
}

type Placed = Parameters<typeof conversationOf>[0] &
	Parameters<typeof seqOf>[0] &
	Pick<Message, "workspace_id" | "parent_message_id" | "thread_root_id">;

/**
 * The address that shows a message where it was said.
 * @param beside what stays open beside a conversation; a thread takes its place
 */
export function messagePath(message: Placed, beside: Pick<Query, "pane" | "q" | "scope" | "sort"> = {}): string {
	const { workspace_id, parent_message_id, thread_root_id } = message;
	const m = seqOf(message);
	return parent_message_id
		? threadPath({ workspace_id, id: thread_root_id }, { m })
		: conversationPath({ workspace_id, id: conversationOf(message) }, { ...beside, m });
}

const letters = { wsp: "T", chn: "C", dm: "D", msg: "M" } as const;

const shortened = (part: string): string => {
	const [, kind] = part.match(/^(wsp|chn|dm|msg)_[0-9a-z]{26}$/) ?? [];
	return kind ? routeId(letters[kind as keyof typeof letters], part) : part;
};

/** Panes that one would expect to have an address of their own. */
const paneAddresses: Partial<Record<string, Pane>> = { search: "search" };

/** The address in today's form: older links name ids in full, and the channel of a thread besides. */
export function canonical(address: string): string {
	const { pathname, search } = new URL(address, "http://localhost");
	const [first, workspace, ...rest] = partsOf(pathname).map(shortened);
	if (first !== "app" || !workspace || !accepts.workspace(workspace)) return address;
	const pane = rest[0] === "-" && rest[1] !== undefined && paneAddresses[rest[1]];
	if (pane) {
		const query = new URLSearchParams({ pane, ...Object.fromEntries(new URLSearchParams(search)) });
		return `/app/${workspace}?${query}`;
	}
	const isPlace = rest[0] !== undefined && accepts.target(rest[0]);
	const kept = isPlace ? rest.filter(accepts.target).slice(-1) : rest;
	return `/${["app", workspace, ...kept].join("/")}${search}`;
}

export function read(address: string): Url {
	const { pathname, searchParams } = new URL(address, "http://localhost");
	const parts = partsOf(pathname);
	const { name, params } = matches(parts)[0] ?? { name: "root", params: {} };
	const { channel } = params;
	const { token, at, m, who, next, pane, q, scope, sort, topic } = Object.fromEntries(searchParams);
	return {
		name,
		token,
		...params,
		...(channel !== undefined && { target: `#${decoded(channel)}` }),
		m: m && /^(0|[1-9]\d{0,14})$/.test(m) ? Number(m) : undefined,
		at: at && isId("msg", at) ? at : undefined,
		next: ours(next),
		pane: isPane(pane) ? pane : undefined,
		q,
		scope: scope === "conversation" ? scope : undefined,
		sort: sort === "newest" ? sort : undefined,
		who: who && (isId("usr", who) || isId("grp", who)) ? who : undefined,
		topic: topic && isId("top", topic) ? topic : undefined,
	};
}

/** As it was written, where that is no encoding. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
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
const ours = (next: string | undefined): string | undefined => next?.match(/^\/(app|invite|settings)(?:[/?].*)?$/)?.[0];
