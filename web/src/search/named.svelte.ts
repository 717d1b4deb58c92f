import type { MyChannel, User } from "@clickclack/sdk";
import { client } from "../client.ts";
import { ranked } from "../completion/rank.ts";
import { askForPeople } from "../state/unknown-people.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** With fewer letters, too much is called so. */
const least_letters = 2;

const typedIn = (words: string): string => words.trim().replace(/^[@#＠＃]/, "");

/** Channels and people with such a name, to go to instead of what they said. */
export class Named {
	readonly #workspace: WorkspaceState;
	readonly #askForPeople: (typed: string) => void;
	/** no snapshot lists those that I am not in */
	#listed = $state.raw<MyChannel[]>([]);
	#isAsked = false;

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		this.#askForPeople = askForPeople(workspace);
	}

	/** Asks for those that the app does not know from the start. */
	ask(words: string): void {
		const typed = typedIn(words);
		if (typed.length < least_letters) return;
		this.#askForPeople(typed);
		if (!this.#isAsked) this.#askForChannels();
	}

	#askForChannels(): void {
		this.#isAsked = true;
		void client.channels.list(this.#workspace.workspace.id).then(
			(all) => (this.#listed = all.filter(({ archived_at }) => !archived_at)),
			() => (this.#isAsked = false),
		);
	}

	find(words: string): { channels: MyChannel[]; people: User[] } {
		const typed = typedIn(words);
		if (typed.length < least_letters) return { channels: [], people: [] };
		const { sortedChannels, conversations, members } = this.#workspace;
		const others = this.#listed.filter(({ id }) => !conversations.has(id));
		const people = [...members.values()].map(({ user }) => user);
		return {
			channels: ranked(
				[...sortedChannels, ...others],
				typed,
				({ name, display_title }) => [name, display_title ?? ""],
				() => 0,
			),
			people: ranked(
				people,
				typed,
				({ handle, display_name }) => [handle, display_name],
				(a, b) => a.display_name.localeCompare(b.display_name),
			),
		};
	}
}
