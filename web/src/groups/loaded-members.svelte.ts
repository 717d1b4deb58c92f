import type { GroupId, GroupMember, ServerEvent, User } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

const page_size = 50;
const largest_page = 200;

/** The members of a group, as far as they are loaded. */
export class LoadedMembers {
	/** undefined while nothing is known */
	found = $state.raw<GroupMember[]>();
	/** where the next page begins; undefined after the last */
	next = $state.raw<User["id"]>();
	readonly #id: GroupId;
	/** how often it was asked for: an answer that is overtaken is none */
	#asked = 0;
	/** how often somebody has joined, left or got another role */
	#changes = 0;

	constructor(id: GroupId) {
		this.#id = id;
	}

	/** Somebody has joined, left or got another role: what is on its way is loaded again. */
	outdate(): void {
		this.#changes++;
	}

	/** As many as were there, again; once more for what has changed meanwhile. */
	async load(): Promise<void> {
		for (let known = -1; known !== this.#changes;) {
			known = this.#changes;
			await this.#reload();
		}
	}

	async #reload(): Promise<void> {
		const nth = ++this.#asked;
		const wanted = this.found?.length ?? 0;
		let page = await laterClient.groups.members(this.#id, { limit: wanted > page_size ? largest_page : page_size });
		const found = page.members;
		while (page.next_cursor && found.length < wanted) {
			page = await laterClient.groups.members(this.#id, { limit: largest_page, cursor: page.next_cursor });
			found.push(...page.members);
		}
		if (nth === this.#asked) [this.found, this.next] = [found, page.next_cursor];
	}

	async more(): Promise<void> {
		const nth = this.#asked;
		const page = await laterClient.groups.members(this.#id, { cursor: this.next });
		if (nth === this.#asked) [this.found, this.next] = [[...(this.found ?? []), ...page.members], page.next_cursor];
	}

	/** Tells when somebody has joined, left or got another role. @returns what ends that */
	follow({ followers }: WorkspaceState, changed: () => void): () => void {
		const isChange = (event: ServerEvent): boolean =>
			(event.type === "group.member_added" || event.type === "group.member_removed") &&
			event.payload.group_id === this.#id;
		const follower = { receive: (events: ServerEvent[]) => events.some(isChange) && changed() };
		followers.push(follower);
		return () => void followers.splice(followers.indexOf(follower), 1);
	}
}
