import type { ConversationId, UserId } from "@clickclack/sdk";
import type { Pane } from "./panes.ts";
import { build, canonical, read, withPane } from "./routes.ts";
import { isStepPending, stepBack } from "./ui/step-back.ts";

/** Where the reader was in a conversation: the top message, and how far above the top edge that begins, in px. */
export interface Place {
	conversation_id: ConversationId;
	seq: number;
	offset: number;
}

/** What the browser keeps with each entry of its history. */
interface Entry {
	place?: Place | undefined;
	/** the address that was left for this one: Back leads to it */
	from?: string | undefined;
	/** a step of something that covers the page, such as a sheet: Back closes it */
	isCover?: boolean;
	/** of a sign-in link that waits to be used */
	token?: string | undefined;
}

const current = () => canonical(location.pathname + location.search);

/** The address bar as state. */
class Router {
	#address = $state.raw(current());
	#entry = $state.raw<Entry>(history.state ?? {});
	readonly url = $derived(read(this.#address));
	/** How often somebody followed a link to where they were already: it leads to its message again. */
	repeats = $state(0);
	/** What was asked for while a step back was pending. */
	#queue: (() => void)[] = [];

	constructor() {
		history.scrollRestoration = "manual";
		history.replaceState(history.state, "", this.#address);
		// what covered the page is not there after a reload
		if (this.#entry.isCover) history.back();
		addEventListener("popstate", () => {
			this.#address = current();
			this.#entry = history.state ?? {};
			for (const act of this.#queue.splice(0)) act();
		});
	}

	get from(): string | undefined {
		return this.#entry.from;
	}

	/** Whether a pane was opened from another one. */
	get hasPaneBefore(): boolean {
		const { pane, target } = read(this.from ?? "/");
		return pane !== undefined || target?.startsWith("M") === true;
	}

	go(to: string, { replace = false } = {}): void {
		if (isStepPending()) return void this.#queue.push(() => this.go(to, { replace }));
		const address = canonical(to);
		if (address === this.#address && !replace) return void this.repeats++;
		const { place, from } = this.#entry;
		// a dialog covers the page without being asked here
		const isCover = history.state?.isCover === true;
		// where the reader was goes along: it is theirs as long as they stay in the conversation
		this.#entry = { place, from: replace ? from : this.#address };
		if (replace || isCover) history.replaceState(this.#entry, "", address);
		else history.pushState(this.#entry, "", address);
		this.#address = address;
	}

	/** Of the sign-in link that was followed. */
	get token(): string | undefined {
		return this.url.token ?? this.#entry.token;
	}

	/** Takes the token of a sign-in link out of the address, where others may read it, and keeps it for a reload. */
	hideToken(): void {
		const { token, next } = this.url;
		if (token === undefined) return;
		this.go(build("signin", {}, { next }), { replace: true });
		this.#entry = { ...this.#entry, token };
		history.replaceState(this.#entry, "");
	}

	/** Closes what was opened beside an address: back to that where one came from it, as it was, otherwise in its place. */
	closeTo(to: string): void {
		const [before, after] = [read(this.from ?? "/"), read(canonical(to))];
		if (before.workspace === after.workspace && before.target === after.target) stepBack();
		else this.go(to, { replace: true });
	}

	/** Opens a pane beside what is shown, in place of one that is open; without a name, closes that. */
	goPane(pane?: Pane, who?: UserId): void {
		const to = canonical(withPane(this.url, pane, who));
		if (!pane && to === this.from) stepBack();
		else this.go(to, { replace: !pane });
	}

	get isCovered(): boolean {
		return this.#entry.isCover === true;
	}

	/** The page is covered: a step in the history, whose place the next address takes. */
	cover(): void {
		const isPending = isStepPending();
		if (this.isCovered && !isPending) return;
		this.#entry = { ...this.#entry, isCover: true };
		if (isPending) this.#queue.push(() => this.cover());
		else history.pushState(this.#entry, "");
	}

	/** Takes that step back, unless an address has taken its place. */
	uncover(): void {
		if (isStepPending()) return void this.#queue.push(() => this.uncover());
		if (this.isCovered) stepBack();
	}

	get address(): string {
		return this.#address;
	}

	/** Where the reader was in a conversation when this address was left: it survives a reload, and Back returns to it. */
	placeIn(conversation_id: ConversationId): Place | undefined {
		const { place } = this.#entry;
		return place?.conversation_id === conversation_id ? place : undefined;
	}

	/** `undefined` is the newest end. */
	remember(place: Place | undefined): void {
		// browsers allow only so many changes of the history in a while
		if (isStepPending() || (!place && !this.#entry.place)) return;
		this.#entry = { ...this.#entry, place };
		history.replaceState({ ...history.state, place }, "");
	}
}

export const router = new Router();

/** Lets plain links move within the app without loading the page anew. */
export function followLink(event: MouseEvent): void {
	const link = event.target instanceof Element && event.target.closest("a");
	if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.origin !== location.origin) return;
	if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
	if (!/^\/(app|invite|settings|signin)(\/|$)/.test(link.pathname)) return;
	event.preventDefault();
	const to = link.pathname + link.search;
	if ("back" in link.dataset && to === router.from) stepBack();
	else router.go(to);
}
