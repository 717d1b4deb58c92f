const handlersOf = (element: Element) => element.getAttributeNames().filter((name) => name.startsWith("on"));

const isScript = (address: string) => /^[^a-z]*(?:javascript|vbscript|data):/i.test(address.replace(/[\t\n\r]/g, ""));

function isLive(element: Element): boolean {
	const addresses = ["href", "xlink:href", "src", "action", "formaction", "data"];
	return (
		handlersOf(element).length > 0 ||
		(addresses.some((name) => isScript(element.getAttribute(name) ?? "")) && !element.matches("link[rel=icon]")) ||
		Boolean(element.getAttribute("srcdoc")) ||
		(element.matches("script, iframe, object, embed, base, meta[http-equiv], style, animate, set") &&
			element.closest("body") !== null)
	);
}

/** A link to elsewhere would end the page, and with it the test. */
function stay(event: Event): void {
	const path = event.composedPath().filter((node) => node instanceof Element);
	const link = path.find((node) => node.matches("a, area"));
	const submitter = event instanceof SubmitEvent ? event.submitter?.getAttribute("formaction") : undefined;
	const goal =
		event.type === "submit"
			? (submitter ?? path[0]?.getAttribute("action") ?? "")
			: link && (link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "");
	const isAnimated = link?.querySelector("animate, set") !== null;
	if (goal !== undefined && !isScript(goal) && !(link && isAnimated)) event.preventDefault();
}

/** As people and browsers would, and more. */
function useElement(element: Element): void {
	window.touched = element.closest<HTMLElement>("[data-key]")?.dataset["key"] ?? element.outerHTML.slice(0, 60);
	for (const name of handlersOf(element))
		element.dispatchEvent(new Event(name.slice(2), { bubbles: true, cancelable: true }));
	if (element instanceof HTMLDetailsElement) element.open = true;
	if (element instanceof HTMLElement) element.focus({ preventScroll: true });
	element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
	if (element instanceof HTMLFormElement) HTMLFormElement.prototype.requestSubmit.call(element);
	window.touched = undefined;
}

/**
 * Uses everything that came from a text.
 * @returns how many elements there are, and what text of people may never become: handlers, scripts, links that run
 */
function touch() {
	for (const type of ["click", "submit"]) addEventListener(type, stay);
	const all = [...document.querySelectorAll("*")];
	const live = all.filter(isLive);
	const ours = ".copy, .more, .code-head, .code-head *";
	const texts = [...document.querySelectorAll(".markdown *")].filter((element) => !element.matches(ours));
	new Set([...live, ...texts]).forEach(useElement);
	for (const type of ["click", "submit"]) removeEventListener(type, stay);
	return { elements: all.length, live: live.map((element) => element.outerHTML.slice(0, 120)) };
}

export type Touched = ReturnType<typeof touch>;

/** `touch` as text, with all that it needs: it runs inside a page. */
export const touching = `(() => {
	const handlersOf = ${String(handlersOf)};
	const isScript = ${String(isScript)};
	${[isLive, stay, useElement, touch].map(String).join("\n")}
	return touch();
})()`;
