import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { notInWord } from "../ui/in-word.ts";
import { picturesOf } from "./pictures.svelte.ts";
import "./pictures.css";

const names = new RegExp(String.raw`${notInWord(String.raw`_\/.@#\-`)}(:[a-z0-9_\-]{2,32}:)`, "v");
/** So many and nothing else are drawn large, as emoji are. */
const max_large = 6;

type AddressOf = (sign: string) => string | undefined;

/** Draws pictures for the names in an element, for as long as there is one. @returns what puts the names back */
export function keepPictured(element: HTMLElement, workspace: WorkspaceState | undefined): () => void {
	const pictures = picturesOf(workspace);
	return $effect.root(() => {
		$effect(() => {
			void workspace?.epoch;
			void pictures.load();
		});
		$effect.pre(() => {
			const undo = draw(element, (sign) => pictures.addressOf(sign));
			return () => undo.forEach((one) => one());
		});
	});
}

function draw(element: HTMLElement, addressOf: AddressOf): (() => void)[] {
	const done = textsOf(element).flatMap((text) => replace(text, addressOf) ?? []);
	const isLarge = done.length > 0 && isAlone(element);
	element.classList.toggle("pictures", isLarge);
	return [...done, () => element.classList.remove("pictures")];
}

/** Code stays as it is. */
function textsOf(element: HTMLElement): Text[] {
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	return texts.filter((text) => names.test(text.data) && !text.parentElement?.closest("code, pre"));
}

function replace(text: Text, addressOf: AddressOf): (() => void) | undefined {
	const parts = text.data.split(names);
	const drawn = parts.map((part, at) => (at % 2 === 1 && pictureOf(part, addressOf)) || part);
	if (drawn.every((part) => typeof part === "string")) return undefined;
	const nodes: ChildNode[] = drawn
		.filter((part) => part !== "")
		.map((part) => (typeof part === "string" ? document.createTextNode(part) : part));
	text.replaceWith(...nodes);
	for (const [at, node] of nodes.entries())
		if (node instanceof HTMLImageElement) node.addEventListener("error", () => (nodes[at] = leaveName(node)));
	return () => {
		nodes[0]!.before(text);
		for (const node of nodes) node.remove();
	};
}

function pictureOf(sign: string, addressOf: AddressOf): HTMLImageElement | undefined {
	const src = addressOf(sign);
	if (src === undefined) return undefined;
	const picture = Object.assign(document.createElement("img"), { src, alt: sign, title: sign, className: "picture" });
	picture.draggable = false;
	return picture;
}

/** Its bytes are gone. */
function leaveName(picture: HTMLImageElement): Text {
	const left = document.createTextNode(picture.alt);
	picture.replaceWith(left);
	return left;
}

const isAlone = (element: HTMLElement): boolean =>
	element.textContent.trim() === "" && element.querySelectorAll("img.picture").length <= max_large;
