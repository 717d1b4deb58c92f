import type { MyGroup, User } from "@clickclack/sdk";
import { type OperatorName, filterOf, operators } from "@clickclack/sdk/search-query";
import { channels } from "../completion/channels.svelte.ts";
import { ranked } from "../completion/rank.ts";
import type { Suggestion } from "../completion/source.ts";
import { askForPeople } from "../state/unknown-people.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/search.ts";
import { begunIn, choicesOf, namesFrom } from "./begun.ts";

/** Words, and where the caret is in them. */
export interface Typed {
	words: string;
	caret: number;
}

function aboutOf(name: OperatorName): string {
	const { takes, about, example } = operators[name];
	const isTime = takes === "day" || takes === "period";
	return isTime ? strings.aboutTime(name, about, example) : strings.aboutOperator(name, about);
}

const nameOf = (user: User): string[] => [user.handle, user.display_name];

/** Suggests operators, and values for them, while a search is typed. */
export class Hints {
	#typed = $state.raw<Typed>({ words: "", caret: 0 });
	readonly #workspace: WorkspaceState;
	readonly #channels;
	readonly #askForPeople;

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		this.#channels = channels(workspace);
		this.#askForPeople = askForPeople(workspace);
	}

	readonly #begun = $derived(begunIn(this.#typed.words, this.#typed.caret));
	readonly list: Suggestion[] = $derived.by(() => this.#find());
	/** what the list holds */
	readonly label = $derived(this.#begun?.name ? aboutOf(this.#begun.name) : strings.operators);
	/** A value is chosen: what is there of it means nothing yet. */
	readonly isChoosing = $derived(this.#begun?.name !== undefined && this.list.length > 0);

	/** Reads what is before the caret. */
	update(typed: Typed): void {
		this.#typed = typed;
		const takes = this.#begun?.name && operators[this.#begun.name].takes;
		const value = this.#begun?.typed.replace(/^[@#＠＃]/, "") ?? "";
		if (takes === "person" || takes === "place") this.#askForPeople(value);
		if (takes === "place") this.#channels.ask?.(value);
	}

	/** The words with what was chosen in place of what was typed. */
	accept({ text }: Suggestion): Typed {
		const { words, caret } = this.#typed;
		const begun = this.#begun;
		const before = `${words.slice(0, begun?.start ?? caret)}${text}`;
		const end = /\s/.test(words[caret] ?? "") && text.endsWith(" ") ? caret + 1 : caret;
		return { words: before + words.slice(end), caret: before.length };
	}

	#find(): Suggestion[] {
		if (!this.#begun) return [];
		const { sign, name, typed } = this.#begun;
		if (!name)
			return namesFrom(typed).map((one) => ({
				key: one,
				text: `${sign}${one}:`,
				title: `${one}:`,
				note: operators[one].about,
			}));
		const all = [...this.#choices(), ...this.#people(), ...this.#groups(), ...this.#places()];
		const found = all.map((one) => ({ ...one, text: `${sign}${name}:${one.text} ` }));
		const given = filterOf(`${name}:${typed}`);
		// it is complete, and nothing else begins like it
		const isGiven = found.length === 1 && given !== undefined && found[0]!.text === `${sign}${name}:${given.value} `;
		return isGiven ? [] : found;
	}

	#choices(): Suggestion[] {
		const { name, typed } = this.#begun!;
		return choicesOf(name!, typed).map(([value, about]) => ({ key: value, text: value, title: value, note: about }));
	}

	#people(): Suggestion[] {
		const { name, typed } = this.#begun!;
		const { takes } = operators[name!];
		if (takes !== "person" && (takes !== "place" || !/^(?:[@＠]|$)/.test(typed))) return [];
		const members = [...this.#workspace.members.values()].map(({ user }) => user);
		const mine = this.#workspace.me.user.id;
		// oneself is "me"; nobody has a direct conversation with themselves
		const others = members.filter(({ id }) => id !== mine);
		const found = ranked(others, typed.replace(/^[@＠]/, ""), nameOf, (a, b) =>
			a.display_name.localeCompare(b.display_name),
		);
		const me = { key: "me", text: "me", title: strings.me, note: strings.yourself };
		return [
			...(takes === "person" && "me".startsWith(typed.toLowerCase()) ? [me] : []),
			...found.map((user) => ({
				key: user.id,
				text: `@${user.handle}`,
				title: user.display_name,
				note: `@${user.handle}`,
				user,
			})),
		];
	}

	#groups(): Suggestion[] {
		const { name, typed } = this.#begun!;
		if (name !== "from") return [];
		const namesOf = (group: MyGroup) => [group.handle, group.name];
		const found = ranked(this.#workspace.groups.values(), typed.replace(/^[@＠]/, ""), namesOf, (a, b) =>
			a.name.localeCompare(b.name),
		);
		return found.map(({ id, handle, name: title }) => {
			return { key: id, text: `@${handle}`, title, note: `@${handle}`, icon: "users" };
		});
	}

	#places(): Suggestion[] {
		const { name, typed } = this.#begun!;
		if (operators[name!].takes !== "place" || /^[@＠]/.test(typed)) return [];
		return this.#channels.find(typed.replace(/^[#＃]/, ""));
	}
}
