import { isRequestError, type Me, type UpdateMe, type User, type Workspace } from "@clickclack/sdk";
import { client } from "../client.ts";
import { build } from "../routes.ts";
import { errorText } from "../errors.ts";
import { showAppearance } from "./appearance.ts";
import { deletions } from "./deletions.svelte.ts";
import { drafts } from "./drafts.svelte.ts";
import { outbox } from "./outbox.svelte.ts";
import { storage } from "./storage.ts";

/** Holds the id of the person of this browser's cookie, which scripts cannot read. */
const userKey = "clickclack.user";
/** Holds when that person last changed their profile or preferences in this browser. */
const changedKey = "clickclack.changed";

/**
 * Who uses this tab: one person for the life of the page. When that changes, here or in another tab, the page is loaded
 * anew. Nothing that one person began can then go out, or be seen, under the name of another.
 */
class Session {
	status = $state<"loading" | "in" | "out">("loading");
	/** Why loading failed, in words. */
	failure = $state("");
	workspaces = $state.raw<Workspace[]>([]);
	mayCreateWorkspaces = $state(false);
	#user = $state.raw<Me>();

	constructor() {
		addEventListener("storage", ({ key }) => {
			if (key === userKey) this.#recheck();
			if (key === changedKey) void this.#refresh();
		});
		// Back may show a page from the browser's memory, with the person who used it then.
		addEventListener("pageshow", ({ persisted }) => persisted && this.#recheck());
	}

	/** Only while somebody is signed in. */
	get user(): Me {
		if (!this.#user) throw new Error("nobody is signed in");
		return this.#user;
	}

	async load(): Promise<void> {
		this.failure = "";
		try {
			// One after the other: for someone who is signed out, one refusal is enough.
			const user = await client.me.get();
			const { workspaces, can_create_workspaces } = await client.workspaces.mine();
			this.workspaces = workspaces;
			this.mayCreateWorkspaces = can_create_workspaces;
			this.#enter(user);
		} catch (error) {
			if (isRequestError(error, "unauthorized")) this.end();
			else this.failure = errorText(error);
		}
	}

	/**
	 * @param token of a sign-in link
	 * @param next the address to begin at
	 */
	async signIn(token: string, next: string): Promise<void> {
		const { user } = await client.auth.consumeMagicLink(token);
		storage.set(userKey, user.id);
		location.replace(next);
	}

	async signOut(): Promise<void> {
		await deletions.finishAll();
		await client.auth.logout();
		this.end();
	}

	/** The session is over, whoever ended it. */
	end(): void {
		localStorage.removeItem(userKey);
		if (this.#user) location.replace(build("signin", {}));
		else this.status = "out";
	}

	async update(change: UpdateMe): Promise<void> {
		this.#become(await client.me.update(change));
		storage.set(changedKey, Date.now());
	}

	/** A workspace told of a change of my profile, which may have been made on another device. */
	noteProfile(user: User): void {
		if (this.#user?.id === user.id) this.#user = { ...this.#user, ...user };
	}

	#enter(user: Me): void {
		storage.set(userKey, user.id);
		if (this.#user && this.#user.id !== user.id) return location.reload();
		if (!this.#user) for (const stored of [drafts, outbox, deletions]) stored.open(user.id);
		this.#become(user);
		this.status = "in";
	}

	#recheck(): void {
		if (this.status !== "loading" && storage.get(userKey) !== this.#user?.id) location.reload();
	}

	/** Another tab has changed the profile or the preferences. */
	async #refresh(): Promise<void> {
		const user = await client.me.get().catch(() => undefined);
		if (user && user.id === this.#user?.id) this.#become(user);
	}

	#become(user: Me): void {
		this.#user = user;
		showAppearance(user.appearance_preferences ?? {});
	}
}

export const session = new Session();
