import type { User } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { insert, type Text } from "./text.ts";

const max_shown = 8;
const begun = /(?:^|[\s([{])@([\w-]{0,32})$/;

/** Suggests people for an `@…` before the caret. */
export class MentionMenu {
	readonly #workspace: WorkspaceState;
	#query = $state<string>();
	#at = $state(0);
	/** Escape was pressed: it stays closed until another mention is begun. */
	#isDismissed = false;

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
	}

	readonly people: User[] = $derived.by(() => {
		const query = this.#query?.toLowerCase();
		if (query === undefined) return [];
		return [...this.#workspace.members.values()]
			.map(({ user }) => user)
			.filter((user) => rank(user, query) < 3)
			.toSorted((a, b) => rank(a, query) - rank(b, query) || a.display_name.localeCompare(b.display_name))
			.slice(0, max_shown);
	});
	/** Closed again when nothing is left to choose: then Enter sends. */
	readonly isOpen = $derived(this.people.length > (this.people[0]?.handle === this.#query ? 1 : 0));
	readonly index = $derived(Math.min(this.#at, this.people.length - 1));

	/** Reads what was typed before the caret. */
	update({ value, start, end }: Text): void {
		const query = start === end ? begun.exec(value.slice(0, start))?.[1] : undefined;
		if (query === undefined) this.#isDismissed = false;
		if (query !== this.#query) this.#at = 0;
		this.#query = this.#isDismissed ? undefined : query;
		if (this.#query && this.people.length === 0) void this.#ask(this.#query);
	}

	close(): void {
		this.#query = undefined;
	}

	/** What a key makes of the text while the menu is open; undefined when the key is not the menu's. */
	press({ key }: KeyboardEvent, text: Text): Text | undefined {
		if (!this.isOpen) return undefined;
		if (key === "Enter" || key === "Tab") return this.accept(text);
		if (key === "ArrowDown") this.#move(1);
		else if (key === "ArrowUp") this.#move(-1);
		else if (key === "Escape") this.#isDismissed = true;
		else return undefined;
		return text;
	}

	#move(by: number): void {
		this.#at = (this.index + by + this.people.length) % this.people.length;
	}

	/** The text with the person at the caret. */
	accept(text: Text, user = this.people[this.index]): Text {
		const length = (this.#query?.length ?? 0) + 1;
		this.close();
		return user ? insert({ ...text, start: text.start - length }, `@${user.handle} `) : text;
	}

	/** In a big workspace the app does not know everyone from the start. */
	async #ask(q: string): Promise<void> {
		const { workspace, members } = this.#workspace;
		const page = await client.members.list(workspace.id, { q, limit: max_shown }).then(
			(found) => found.members,
			() => [],
		);
		for (const member of page) members.set(member.user.id, member);
	}
}

/** 0: the handle begins with it; 1: a word of the name does; 2: either contains it; 3: neither does. */
function rank({ handle, display_name }: User, query: string): number {
	const name = display_name.toLowerCase();
	if (handle.startsWith(query)) return 0;
	if (name.split(/\s+/).some((word) => word.startsWith(query))) return 1;
	return handle.includes(query) || name.includes(query) ? 2 : 3;
}
