import { isDirect, type Conversation } from "../state/conversations.ts";
import { directs_key, isOwn, type Section } from "../state/sections.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { moveInto } from "../state/arrange.ts";
import "./dragging.css";

interface Shown extends Section {
	shown: Conversation[];
}
interface Around {
	workspace: WorkspaceState;
	oneAt: (element: Element) => Conversation | undefined;
	sections: () => Shown[];
}

/** Where something that is dragged would go. */
interface Drop {
	key: string;
	before: Conversation | undefined;
	/** which is marked, and how */
	element: HTMLElement;
	mark: "before" | "into";
}

/** Whether it can be put there: into what is mine, and back to where it belongs by itself. */
function fits(key: string, one: Conversation): boolean {
	if (key === "starred" || isOwn(key)) return true;
	if (isDirect(one)) return key === directs_key;
	return key === "channels" || key === `section ${one.sidebar_section}`;
}

/** Dropped on its heading, a channel gets no place of its own among the channels. */
const keyOf = (key: string, one: Conversation): string =>
	key === "channels" && !isDirect(one) && !one.sidebar_section ? "" : key;

/** Lines of the sidebar are links, which browsers let people drag by themselves. */
export class Dragging {
	readonly #scroller: HTMLElement;
	readonly #around: Around;
	readonly #ending = new AbortController();
	#dragged: Conversation | undefined;
	#drop: Drop | undefined;

	constructor(scroller: HTMLElement, around: Around) {
		this.#scroller = scroller;
		this.#around = around;
		const { signal } = this.#ending;
		scroller.addEventListener("dragstart", ({ target }) => this.#begin(target as Element), { signal });
		scroller.addEventListener("dragover", (event) => this.#over(event), { signal });
		scroller.addEventListener("dragleave", () => this.#mark(undefined), { signal });
		scroller.addEventListener("drop", (event) => this.#put(event), { signal });
		scroller.addEventListener("dragend", () => this.#stop(), { signal });
	}

	end(): void {
		this.#stop();
		this.#ending.abort();
	}

	#begin(target: Element): void {
		this.#dragged = this.#around.oneAt(target);
	}

	#over(event: DragEvent): void {
		const drop = this.#dragged && this.#dropAt(event, this.#dragged);
		this.#mark(drop);
		if (drop) event.preventDefault();
	}

	#put(event: DragEvent): void {
		const [one, drop] = [this.#dragged, this.#drop];
		this.#stop();
		if (!one || !drop) return;
		event.preventDefault();
		moveInto(this.#around.workspace, one, drop.key, drop.before);
	}

	#stop(): void {
		this.#mark(undefined);
		this.#dragged = undefined;
	}

	#mark(drop: Drop | undefined): void {
		if (this.#drop) delete this.#drop.element.dataset["drop"];
		this.#drop = drop;
		if (drop) drop.element.dataset["drop"] = drop.mark;
	}

	#dropAt({ target, clientY }: DragEvent, one: Conversation): Drop | undefined {
		const element = target as Element;
		const index = (selector: string) =>
			[...this.#scroller.querySelectorAll(selector)].indexOf(element.closest(selector)!);
		const section = this.#around.sections()[Math.max(index("ul"), index(".group"))];
		if (!section || !fits(section.key, one)) return undefined;
		const line = element.closest<HTMLElement>("li:has(a[href])");
		const over = line && this.#around.oneAt(line.querySelector("a[href]")!);
		if (!over) {
			const around = element.closest<HTMLElement>("ul, .group")!;
			const key = around.matches(".group") ? keyOf(section.key, one) : section.key;
			return { key, before: undefined, element: around, mark: "into" };
		}
		const { top, height } = line.getBoundingClientRect();
		if (clientY < top + height / 2) return { key: section.key, before: over, element: line, mark: "before" };
		const next = line.nextElementSibling as HTMLElement | null;
		const before = section.shown[section.shown.indexOf(over) + 1];
		return next && before
			? { key: section.key, before, element: next, mark: "before" }
			: { key: section.key, before: undefined, element: line.parentElement!, mark: "into" };
	}
}
