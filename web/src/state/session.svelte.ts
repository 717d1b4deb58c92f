import { isRequestError, type Me, type User, type Workspace } from "@clickclack/sdk";
import { client, refusals } from "../client.ts";
import { build } from "../routes.ts";
import { errorText } from "../errors.ts";
import { type Address, begin, beginAt } from "../store/first-load.ts";
import { forgetOwn, forgetRead } from "../store/forget.ts";
import { forgetOthers, keepPerson, readPerson, type KeptPerson } from "../store/people.ts";
import { lastPerson, userKey } from "../store/person.ts";
import { openWritten } from "../store/written.ts";
import { showAppearance } from "./appearance.ts";
import { deletions } from "./deletions.svelte.ts";
import { lastVisited } from "./last-visited.ts";
import { outbox } from "./outbox.svelte.ts";
import * as strings from "../strings/state.ts";
import { toast } from "./toasts.svelte.ts";
import { storage } from "../store/storage.ts";

/** Holds when that person last changed their profile or preferences in this browser. */
const changedKey = "clickclack.changed";
/** Set when a session ended by itself, for the page on which one signs in. */
export const endedKey = "clickclack.ended";
/** Set while somebody signs out, until the next one signs in. */
const leavingKey = "clickclack.leaving";

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
	/** Whether the server was asked since the page began: until then `workspaces` is what was kept. */
	isAsked = $state(false);
	/** The session is over, and nobody wished that here: the page stays as it is, and one signs in over it. */
	hasEnded = $state(false);
	/** Whether the server has said in the life of this page who this is. */
	#isConfirmed = false;
	#return = Promise.withResolvers<boolean>();
	#user = $state.raw<Me>();
	#isLeaving = false;
	#isConfirming = false;

	constructor() {
		addEventListener("storage", ({ key }) => {
			if (key === userKey) this.#changed(lastPerson());
			if (key === changedKey) void this.#refresh();
		});
		// Back may show a page from the browser's memory, with the person who used it then.
		addEventListener("pageshow", ({ persisted }) => persisted && this.#recheck());
		addEventListener("online", () => this.status === "in" && void this.load());
		refusals.addEventListener("unauthorized", () => this.status === "in" && void this.#confirm());
	}

	/** Only while somebody is signed in. */
	get user(): Me {
		if (!this.#user) throw new Error("nobody is signed in");
		return this.#user;
	}

	/**
	 * At the start of the page: shows what was kept of the last visit, while the server is asked.
	 * @param address of the page
	 */
	async start(address: Address): Promise<void> {
		begin(lastVisited.target(address));
		const asked = this.load(address);
		const person = lastPerson();
		const kept = person === undefined ? undefined : await readPerson(person);
		// the server may have been faster, and may know better
		if (kept && !this.#user && lastPerson() === person) await this.#enter(kept);
		await asked;
	}

	/** Asks the server who this is. */
	async load(address: Address = {}): Promise<void> {
		this.failure = "";
		try {
			const answer = await this.#ask(address);
			if (!answer) return void this.end();
			await this.#enter(answer);
			this.#isConfirmed = true;
			void keepPerson(answer);
			void forgetOthers(answer.user);
		} catch (error) {
			if (isRequestError(error, "unauthorized")) void this.end();
			// with what was kept, the app works until the connection is back
			else if (this.status !== "in") this.failure = errorText(error);
		} finally {
			this.isAsked = true;
		}
	}

	/** Calls were refused, perhaps many at once: asks whether the session is over. */
	async #confirm(): Promise<void> {
		if (this.#isConfirming) return;
		this.#isConfirming = true;
		const user = await client.auth.session().catch(() => undefined);
		this.#isConfirming = false;
		if (user === null) void this.end();
	}

	/** Side by side; for someone who is not known here, who they are comes first. @returns undefined when nobody is signed in */
	async #ask(address: Address): Promise<KeptPerson | undefined> {
		const asked = client.auth.session();
		const isKnown = lastPerson() !== undefined;
		if (!isKnown) {
			const stranger = await asked;
			if (!stranger) return undefined;
			storage.set(userKey, stranger.id);
			lastVisited.claim(stranger.id);
		}
		const target = lastVisited.target(address);
		begin(target);
		const begun = isKnown || target.workspace_id ? undefined : beginAt(address);
		const [user, mine] = await Promise.all([asked, client.workspaces.mine(), begun]);
		if (!user) return undefined;
		return { user, workspaces: mine.workspaces, mayCreateWorkspaces: mine.can_create_workspaces };
	}

	/**
	 * @param token of a sign-in link
	 * @param next the address to begin at
	 */
	async signIn(token: string, next: string): Promise<void> {
		const { user } = await client.auth.consumeMagicLink(token);
		storage.set(userKey, user.id);
		if (this.hasEnded && user.id === this.#user?.id) await this.#resume();
		else location.replace(next);
	}

	/** The same person is back, here or in another tab: what was begun goes on. */
	async #resume(): Promise<void> {
		this.hasEnded = false;
		outbox.open();
		this.#return.resolve(true);
		this.#return = Promise.withResolvers();
		await this.load();
	}

	/** Nothing that was read here stays, no drafts and no searches. What was sent and did not arrive waits until its author is back. @param end ends the session on the server */
	async signOut(end = () => client.auth.logout()): Promise<void> {
		this.#isLeaving = true;
		// other tabs are told by the server before they are told by this one
		storage.set(leavingKey, true);
		try {
			await deletions.finishAll();
			await end();
		} catch (error) {
			this.#isLeaving = false;
			storage.remove(leavingKey);
			throw error;
		}
		await forgetOwn(this.#user?.id);
		lastVisited.forget();
		await this.#leave(build("signin", {}));
	}

	/**
	 * The session is over, and nobody wished that here. Who signs in again goes on in the same place; what was written is
	 * still there, and nothing that was read is kept until then.
	 * @returns whether the same person has signed in again in this page; false when it is left
	 */
	async end(): Promise<boolean> {
		if (this.hasEnded) return await this.#return.promise;
		// the page goes when all is done, and not before
		if (this.#isLeaving) return false;
		const isLeaving = storage.get(leavingKey) === true;
		if (this.#isConfirmed && !isLeaving) return await this.#wait();
		this.#isLeaving = true;
		if (this.#user && !isLeaving) storage.set(endedKey, true);
		await this.#leave(build("signin", {}, isLeaving ? {} : { next: location.pathname + location.search }));
		return false;
	}

	async #wait(): Promise<boolean> {
		this.hasEnded = true;
		outbox.close();
		const { promise } = this.#return;
		await forgetRead(this.#user?.id);
		// a refusal from before one signed in again may arrive after it
		const user = await client.auth.session().catch(() => undefined);
		if (user && user.id === this.#user?.id && this.hasEnded) await this.#resume();
		return await promise;
	}

	async #leave(address: string): Promise<void> {
		await forgetRead(this.#user?.id);
		if (this.#user) {
			location.replace(address);
			// the page goes: what followed, such as a step back of a dialog that closes, would keep it
			await new Promise(() => {});
		}
		this.#isLeaving = false;
		this.status = "out";
	}

	async take(changed: Promise<Me>): Promise<void> {
		this.#become(await changed);
		storage.set(changedKey, Date.now());
	}

	/** A workspace told of a change of my profile, which may have been made on another device. */
	noteProfile({ member_number: _, ...user }: User): void {
		if (this.#user?.id === user.id) this.#user = { ...this.#user, ...user };
	}

	async #enter({ user, workspaces, mayCreateWorkspaces }: KeptPerson): Promise<void> {
		storage.set(userKey, user.id);
		storage.remove(leavingKey);
		if (this.#user && this.#user.id !== user.id) return location.reload();
		this.workspaces = workspaces;
		this.mayCreateWorkspaces = mayCreateWorkspaces;
		const isFirst = !this.#user;
		this.#become(user);
		if (!isFirst) return;
		await openWritten(user.id, () => toast.error(strings.storageFull));
		outbox.open();
		deletions.open();
		this.status = "in";
	}

	/** In another tab somebody has signed in, or a session has ended. */
	#changed(person: string | undefined): void {
		if (this.hasEnded && person === this.#user?.id) return void this.#resume();
		const isOver = person === undefined && this.status === "in" && !storage.get(leavingKey);
		if (isOver) void this.#confirm();
		else this.#recheck();
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
