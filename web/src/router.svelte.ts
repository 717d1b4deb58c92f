import type { ConversationId } from "@clickclack/sdk";
import { read, withPane, type Pane } from "./routes.ts";

/** Where the reader was in a conversation: the top message, and how far above the top edge that begins, in px. */
export interface Place {
	conversation_id: ConversationId;
	seq: number;
	offset: number;
}

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
		const staysHere = read(address).conversation_id === this.url.conversation_id;
		const state = staysHere ? history.state : null;
		if (replace) history.replaceState(state, "", address);
		else history.pushState(state, "", address);
		this.#address = address;
	}

	/** Opens a pane beside what is shown; without a name, closes what is open there. */
	goPane(pane?: Pane): void {
		this.go(withPane(this.url, pane));
	}

	get address(): string {
		return this.#address;
	}

	/** Where the reader was when this address was left: it survives a reload, and Back returns to it. */
	get place(): Place | undefined {
		const place: Place | null = history.state;
		return place && place.conversation_id === this.url.conversation_id ? place : undefined;
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
