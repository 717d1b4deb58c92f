import type { Role, ServerEvent, UserId } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { Attempt } from "../ui/attempt.svelte.ts";

const page_size = 50;
const largest_page = 200;

/** The members with a role whose name or handle contains something, as far as they are loaded. */
export class Directory {
	readonly attempt = new Attempt();
	/** in the order of the server; undefined while nothing is known */
	found = $state.raw<UserId[]>();
	/** where the next page begins */
	next = $state.raw<UserId>();
	readonly #workspace: WorkspaceState;
	readonly #query: { q?: string; role?: Role };
	/** somebody has come, left or changed since the list was asked for */
	#isOutdated = false;

	constructor(workspace: WorkspaceState, q: string, role: Role | undefined) {
		this.#workspace = workspace;
		this.#query = { ...(q && { q }), ...(role && { role }) };
	}

	/** As many as were there, again. */
	load(): Promise<boolean> {
		this.#isOutdated = true;
		return this.attempt.run(() => this.#catchUp());
	}

	more(): Promise<boolean> {
		return this.attempt.run(async () => {
			await this.#take(page_size, this.next);
			await this.#catchUp();
		});
	}

	/** Keeps the list current while it is shown. @returns what ends that */
	follow(): () => void {
		const { followers } = this.#workspace;
		const follower = { receive: (events: ServerEvent[]) => void this.#receive(events) };
		followers.push(follower);
		return () => void followers.splice(followers.indexOf(follower), 1);
	}

	/** who changes their name or their role may come to be one of them, or no longer be */
	get #isOfSome(): boolean {
		return Object.keys(this.#query).length > 0;
	}

	async #receive(events: ServerEvent[]): Promise<void> {
		const others = ["member.joined", "member.left", ...(this.#isOfSome ? ["member.updated"] : [])];
		if (events.some(({ type }) => others.includes(type))) await this.load();
	}

	async #catchUp(): Promise<void> {
		while (this.#isOutdated) {
			this.#isOutdated = false;
			const wanted = Math.max(this.found?.length ?? 0, page_size);
			await this.#take(Math.min(wanted, largest_page));
			while (this.next && this.found!.length < wanted) await this.#take(largest_page, this.next);
		}
	}

	async #take(limit: number, cursor?: UserId): Promise<void> {
		const page = await laterClient.members.list(this.#workspace.workspace.id, { ...this.#query, limit, cursor });
		for (const member of page.members) this.#workspace.members.set(member.user.id, member);
		const ids = page.members.map(({ user }) => user.id);
		this.found = cursor ? [...(this.found ?? []), ...ids] : ids;
		this.next = page.next_cursor;
	}
}
