import type { User } from "@clickclack/sdk";
import { fit } from "../ui/match.ts";
import { askForPeople } from "../state/unknown-people.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { mayMessage } from "./acts.ts";

/** How many people a conversation has room for beside me; the browser tests check that the server agrees. */
export const most_people = 31;
const most_shown = 50;

/** The people that a new message is for, and those that are found for what is typed. */
export class Choice {
	readonly #workspace: WorkspaceState;
	readonly #askForPeople;
	#stepped = $state<number>();
	typed = $state("");
	chosen = $state.raw<User[]>([]);
	readonly found: User[] = $derived.by(() => this.#find(this.typed.replace(/^\s*@/, "")));
	/** of the one that Enter adds: the best, once something is typed or an arrow key was pressed; else -1 */
	readonly index = $derived(Math.min(this.#stepped ?? (this.typed.trim() ? 0 : -1), this.found.length - 1));
	readonly isFull = $derived(this.chosen.length >= most_people);

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		this.#askForPeople = askForPeople(workspace);
	}

	#find(words: string): User[] {
		if (this.isFull) return [];
		const workspace = this.#workspace;
		const taken = new Set(this.chosen.map(({ id }) => id));
		return [...workspace.members.values()]
			.filter(({ user }) => !taken.has(user.id) && mayMessage(workspace, user.id))
			.map(({ user }) => ({ user, fits: Math.max(fit(user.display_name, words), fit(user.handle, words)) }))
			.filter(({ fits }) => fits > 0)
			.toSorted((a, b) => b.fits - a.fits || a.user.display_name.localeCompare(b.user.display_name))
			.slice(0, most_shown)
			.map(({ user }) => user);
	}

	/** Those beyond the first members are asked for. */
	look(): void {
		this.#stepped = undefined;
		this.#askForPeople(this.typed.trim().replace(/^@/, ""));
	}

	move(by: number): void {
		const { length } = this.found;
		if (length > 0) this.#stepped = this.index < 0 && by < 0 ? length - 1 : (this.index + by + length) % length;
	}

	add(user: User | undefined): void {
		if (!user || this.isFull) return;
		this.chosen = [...this.chosen, user];
		this.typed = "";
		this.#stepped = undefined;
	}

	remove(user: User | undefined): void {
		this.chosen = this.chosen.filter((one) => one !== user);
	}
}
