import type { CustomEmoji, DurableEvent, ServerEvent } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { errorText } from "../errors.ts";
import { laterClient } from "../state/later-client.ts";
import { oneFor } from "../state/one-for.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { clawPack } from "./claw.ts";
import type { Emoji } from "./list.ts";

/** One that is a picture is said by its name: `:claw-wave:`. */
export const signOf = (name: string): string => `:${name}:`;
const nameIn = (sign: string): string => sign.slice(1, -1);
const toEmoji = (name: string, words: string[] = []): Emoji => ({
	sign: signOf(name),
	name: name.replaceAll(/[_-]+/g, " "),
	codes: [name],
	words,
	tags: [],
});

/** Those of the claw pack, which every workspace has. */
const ours = [...clawPack].map(([name, { words }]) => toEmoji(name, words));

/** The emoji of a workspace that are pictures: its own, and ours. Loaded with the first one that is needed, and kept current by the events. */
class Pictures {
	readonly #workspace: WorkspaceState | undefined;
	readonly #own = new SvelteMap<string, CustomEmoji>();
	isLoaded = $state(false);
	/** why they could not be loaded, in words */
	failure = $state("");
	#loading: Promise<void> | undefined;
	/** of the workspace when they were loaded: it grows when events were missed */
	#epoch = -1;
	/** what came while the list was on its way */
	#events: DurableEvent[] = [];

	constructor(workspace: WorkspaceState | undefined) {
		this.#workspace = workspace;
		workspace?.followers.push(this);
	}

	/** By name. */
	readonly own = $derived([...this.#own.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)));
	/** All of both kinds, as the list of emoji has them. */
	readonly sections = $derived({ own: this.own.map(({ name }) => toEmoji(name)), ours });
	readonly all = $derived([...this.sections.own, ...ours]);

	/** Where the picture for `:claw-wave:` is. */
	addressOf(sign: string): string | undefined {
		const name = nameIn(sign);
		return clawPack.get(name)?.address ?? this.#own.get(name)?.url;
	}

	find(sign: string): Emoji | undefined {
		return this.all.find((emoji) => emoji.sign === sign);
	}

	/** After a failure, the next call tries again. */
	load(): Promise<void> {
		const epoch = this.#workspace?.epoch ?? 0;
		if (epoch !== this.#epoch) this.#loading = undefined;
		this.#epoch = epoch;
		return (this.#loading ??= this.#fetch(epoch));
	}

	/** An answer from before events were missed is older than that of who asked after them. */
	async #fetch(epoch: number): Promise<void> {
		if (!this.#workspace) return;
		this.#events = [];
		try {
			const all = await laterClient.customEmoji.list(this.#workspace.workspace.id);
			if (epoch === this.#epoch) this.#take(all);
		} catch (error) {
			if (epoch !== this.#epoch) return;
			this.#loading = undefined;
			this.failure = errorText(error);
		}
	}

	#take(all: CustomEmoji[]): void {
		this.#own.clear();
		for (const emoji of all) this.#own.set(emoji.name, emoji);
		for (const event of this.#events) this.apply(event);
		[this.isLoaded, this.failure] = [true, ""];
	}

	receive(events: ServerEvent[]): void {
		for (const event of events)
			if (event.type === "emoji.created" || event.type === "emoji.deleted") {
				this.#events.push(event);
				this.apply(event);
			}
	}

	/** Also of the answer to a change of mine. */
	apply(event: DurableEvent): void {
		if (event.type === "emoji.created") this.#own.set(event.payload.custom_emoji.name, event.payload.custom_emoji);
		if (event.type === "emoji.deleted") this.#own.delete(event.payload.name);
	}
}

const inWorkspace = oneFor((workspace) => new Pictures(workspace));
/** In the settings of an account, where no workspace is open, there are ours alone. */
const elsewhere = new Pictures(undefined);
export const picturesOf = (workspace: WorkspaceState | undefined): Pictures =>
	workspace ? inWorkspace(workspace) : elsewhere;
