/** What was found in a page that text of people may never become. */
export interface Touched {
	elements: number;
	/** elements with handlers, scripts, and links that run */
	live: string[];
}

/** Uses everything that came from a text as people and browsers would: runs inside the page. */
export function touch(): Touched {
	const scripted = /^[^a-z]*(?:javascript|vbscript|data):/i;
	const handlers = (element: Element) => element.getAttributeNames().filter((name) => name.startsWith("on"));
	const address = (element: Element) =>
		["href", "xlink:href", "src", "action", "formaction", "data", "srcdoc"].some((name) =>
			(name === "srcdoc" ? /./ : scripted).test(element.getAttribute(name)?.replace(/[\t\n\r]/g, "") ?? ""),
		);
	const isLive = (element: Element) =>
		handlers(element).length > 0 ||
		(address(element) && !element.matches("link[rel=icon]")) ||
		(element.matches("script, iframe, object, embed, base, meta[http-equiv], style, animate, set") &&
			element.closest("body") !== null);
	/** A link to elsewhere would end the page, and with it the test. */
	const stay = (event: Event) => {
		const path = event.composedPath().filter((node) => node instanceof Element);
		const link = path.find((node) => node.matches("a, area"));
		const submitter = event instanceof SubmitEvent ? event.submitter?.getAttribute("formaction") : undefined;
		const goal =
			event.type === "submit"
				? (submitter ?? path[0]?.getAttribute("action") ?? "")
				: link && (link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "");
		const isAnimated = link?.querySelector("animate, set") !== null;
		if (goal !== undefined && !scripted.test(goal.replace(/[\t\n\r]/g, "")) && !(link && isAnimated))
			event.preventDefault();
	};
	addEventListener("click", stay);
	addEventListener("submit", stay);
	const all = [...document.querySelectorAll("*")];
	const live = all.filter(isLive);
	const texts = [...document.querySelectorAll(".markdown *")].filter((element) => !element.matches(".copy"));
	for (const element of new Set([...live, ...texts])) {
		window.touched = element.closest<HTMLElement>("[data-key]")?.dataset["key"] ?? element.outerHTML.slice(0, 60);
		for (const name of handlers(element))
			element.dispatchEvent(new Event(name.slice(2), { bubbles: true, cancelable: true }));
		if (element instanceof HTMLDetailsElement) element.open = true;
		if (element instanceof HTMLElement) element.focus({ preventScroll: true });
		element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
		if (element instanceof HTMLFormElement) HTMLFormElement.prototype.requestSubmit.call(element);
	}
	window.touched = undefined;
	removeEventListener("click", stay);
	removeEventListener("submit", stay);
	return { elements: all.length, live: live.map((element) => element.outerHTML.slice(0, 120)) };
}
