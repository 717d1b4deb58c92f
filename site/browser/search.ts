// The search of /docs. The pages are complete without it.
import "./style.css";
import MiniSearch, { type SearchResult } from "minisearch";
import { searchOptions } from "./search-options.ts";

const most_results = 8;

const field = document.querySelector<HTMLInputElement>("#search")!;
const list = document.querySelector<HTMLUListElement>("#results")!;
const status = document.querySelector<HTMLElement>("#search-status")!;

let loading: Promise<MiniSearch> | undefined;

/** The index is loaded when it is first needed; after a failure, the next time tries again. */
function load(): Promise<MiniSearch> {
	loading ??= fetch(field.dataset["index"]!)
		.then(async (answer) => MiniSearch.loadJSON(await answer.text(), searchOptions))
		.catch((error: unknown) => {
			loading = undefined;
			throw error;
		});
	return loading;
}

function element(name: string, text: string): HTMLElement {
	const made = document.createElement(name);
	made.textContent = text;
	return made;
}

function row({ href, page, title, snippet }: SearchResult): HTMLLIElement {
	const link = document.createElement("a");
	link.href = href as string;
	link.append(element("strong", title === page ? title : `${page}: ${title}`), element("span", snippet as string));
	const item = document.createElement("li");
	item.append(link);
	return item;
}

function show(rows: HTMLLIElement[], message: string): void {
	list.replaceChildren(...rows);
	list.hidden = rows.length === 0;
	status.textContent = message;
}

async function search(): Promise<void> {
	const words = field.value.trim();
	if (words === "") return show([], "");
	try {
		const found = (await load()).search(words);
		// while the index was loading, more was typed
		if (words !== field.value.trim()) return;
		const count = found.length === 1 ? "1 result" : `${found.length} results`;
		show(found.slice(0, most_results).map(row), found.length === 0 ? `Nothing found for “${words}”.` : count);
	} catch {
		show([], "Couldn't load the search. Check your connection and try again.");
	}
}

/** Arrow keys move between the field and the results, Escape closes them. */
function move(event: KeyboardEvent): void {
	const stops = [field, ...list.querySelectorAll("a")];
	const at = stops.indexOf(document.activeElement as HTMLInputElement);
	if (event.key === "Escape") {
		field.value = "";
		show([], "");
		field.focus();
	} else if (event.key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)]!.focus();
	else if (event.key === "ArrowUp") stops[Math.max(at - 1, 0)]!.focus();
	else return;
	event.preventDefault();
}

const form = field.form!;
field.addEventListener("focus", () => void load().catch(() => {}));
field.addEventListener("input", () => void search());
form.addEventListener("keydown", move);
form.addEventListener("submit", (event) => {
	event.preventDefault();
	list.querySelector("a")?.click();
});
document.addEventListener("click", ({ target }) => {
	if (!form.contains(target as Node)) list.hidden = true;
});
