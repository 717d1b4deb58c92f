/** What other programs understand of each element. */
const kept = ["href", "start", "align"];

/** A message's text for programs that take formatted text: without the classes, names and states of the app. */
export function richText(content: HTMLElement): HTMLElement {
	const rich = content.cloneNode(true) as HTMLElement;
	for (const box of rich.querySelectorAll(".check")) box.replaceWith(box.matches(".done") ? "☑ " : "☐ ");
	// addresses of the app mean nothing elsewhere
	for (const part of rich.querySelectorAll('mark, span, a[href^="/"]')) part.replaceWith(...part.childNodes);
	for (const element of rich.querySelectorAll("*"))
		for (const name of element.getAttributeNames())
			if (!kept.includes(name) && !element.getAttribute(name)!.startsWith("language-")) element.removeAttribute(name);
	rich.normalize();
	return rich;
}
