export type Pane = "members" | "search";

interface Url {
	page: "home" | "signin" | "invite" | "app";
	/** of an invite, or of a sign-in link */
	token?: string;
	/** where one wanted to go before one had to sign in */
	next?: string;
	workspace_id?: string;
	channel_id?: string;
	/** the message to show and highlight */
	message_id?: string;
	/** the root of the thread that is open beside the channel */
	thread_id?: string;
	pane?: Pane;
}

/** Where one was in a channel's timeline: its top message, and how far above the top edge that begins, in px. */
export interface Place {
	channel_id: string;
	seq: number;
	offset: number;
}

/** Every address of the app. */
export const paths = {
	home: () => "/app",
	/** `next` is where to go from there. */
	signin: (next?: string) => (next ? `/signin?next=${encodeURIComponent(next)}` : "/signin"),
	invite: (token: string) => `/invite/${token}`,
	workspace: (workspace_id: string) => `/app/${workspace_id}`,
	channel: (workspace_id: string, channel_id: string) => `/app/${workspace_id}/${channel_id}`,
	message: (workspace_id: string, channel_id: string, message_id: string) =>
		`${paths.channel(workspace_id, channel_id)}?at=${message_id}`,
	/** `at` is the reply to show and highlight. */
	thread: (workspace_id: string, channel_id: string, root_id: string, at?: string) =>
		`${paths.channel(workspace_id, channel_id)}/thread/${root_id}${at ? `?at=${at}` : ""}`,
	pane: (workspace_id: string, channel_id: string, pane: Pane) =>
		`${paths.channel(workspace_id, channel_id)}?pane=${pane}`,
};

/** What an address means; anything unknown is "home". */
export function read(address: string): Url {
	const { pathname, searchParams } = new URL(address, location.origin);
	const [, page, first, second, third, fourth] = pathname.split("/");
	const token = searchParams.get("token") ?? undefined;
	if (page === "signin") return { page, token, next: ours(searchParams.get("next")) };
	if (page === "invite" && first) return { page, token: first };
	if (page !== "app") return { page: "home" };
	const pane = searchParams.get("pane");
	return {
		page,
		workspace_id: first || undefined,
		channel_id: second || undefined,
		thread_id: third === "thread" && fourth ? fourth : undefined,
		message_id: searchParams.get("at") ?? undefined,
		pane: pane === "members" || pane === "search" ? pane : undefined,
	};
}

/** A link may name any address as the next one: only those of the app are followed. */
const ours = (next: string | null): string | undefined => next?.match(/^\/(app|invite)\/.*/)?.[0];

/** The address bar as state. */
class Router {
	#address = $state.raw(location.pathname + location.search);
	readonly url = $derived(read(this.#address));

	constructor() {
		history.scrollRestoration = "manual";
		addEventListener("popstate", () => (this.#address = location.pathname + location.search));
	}

	go(address: string, { replace = false } = {}): void {
		if (address === this.#address && !replace) return;
		const staysInChannel = read(address).channel_id === this.url.channel_id;
		const state = staysInChannel ? history.state : null;
		if (replace) history.replaceState(state, "", address);
		else history.pushState(state, "", address);
		this.#address = address;
	}

	get address(): string {
		return this.#address;
	}

	/** Where one was when this address was left: survives reload, and Back returns to it. */
	get place(): Place | undefined {
		const place: Place | null = history.state;
		return place && place.channel_id === this.url.channel_id ? place : undefined;
	}

	/** `undefined` is the newest end. */
	remember(place: Place | undefined): void {
		history.replaceState(place ?? null, "");
	}
}

export const router = new Router();

/** Lets plain links move within the app without loading the page anew. */
export function followLink(event: MouseEvent): void {
	const link = event.target instanceof Element && event.target.closest("a");
	if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.origin !== location.origin) return;
	if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
	event.preventDefault();
	router.go(link.pathname + link.search);
}
