import { isRequestError, type Me, type UpdateMe, type Workspace } from "@clickclack/sdk";
import { client } from "../client.ts";
import { showAppearance } from "../settings/appearance.ts";
import { sentence } from "../ui/attempt.svelte.ts";
import { deletions } from "./deletions.svelte.ts";
import { drafts } from "./drafts.svelte.ts";
import { outbox } from "./outbox.svelte.ts";

/** Who uses this tab. */
class Session {
	status = $state<"loading" | "in" | "out">("loading");
	/** Why loading did not come to an end, in words. */
	failure = $state("");
	workspaces = $state.raw<Workspace[]>([]);
	#user = $state.raw<Me>();

	/** Only while somebody is signed in. */
	get user(): Me {
		if (!this.#user) throw new Error("nobody is signed in");
		return this.#user;
	}

	async load(): Promise<void> {
		this.failure = "";
		try {
			const [user, workspaces] = await Promise.all([client.me.get(), client.workspaces.list()]);
			this.#become(user);
			this.workspaces = workspaces;
			for (const stored of [drafts, outbox, deletions]) stored.open(user.id);
			this.status = "in";
		} catch (error) {
			if (isRequestError(error, "unauthorized")) this.end();
			else this.failure = sentence(error);
		}
	}

	/** @param token of a sign-in link */
	async signIn(token: string): Promise<void> {
		await client.auth.consumeMagicLink(token);
		await this.load();
	}

	async signOut(): Promise<void> {
		await client.auth.logout();
		this.end();
	}

	/** The session is over, whoever ended it. */
	end(): void {
		this.status = "out";
		this.#user = undefined;
		this.workspaces = [];
	}

	async update(change: UpdateMe): Promise<void> {
		this.#become(await client.me.update(change));
	}

	#become(user: Me): void {
		this.#user = user;
		showAppearance(user.appearance_preferences);
	}
}

export const session = new Session();
