/** What a payload did, as the page tells it. */
export interface Ran {
	/** the key of the message that it stands in, or what was being touched */
	where: string;
	what: string;
}

declare global {
	interface Window {
		tellRan: (ran: Ran) => void;
		tellBlocked: (directive: string) => void;
		/** what is being touched */
		touched?: string;
	}
}

/** Goes into every page and frame before anything else: whoever calls what only a payload calls is reported. */
export function installProbe(): void {
	for (const name of ["alert", "prompt", "confirm", "print"] as const)
		Object.defineProperty(window, name, {
			value: (said: unknown) => {
				const node = document.currentScript ?? window.event?.target;
				const key = node instanceof Element ? node.closest<HTMLElement>("[data-key]")?.dataset["key"] : undefined;
				window.tellRan({ where: key ?? window.touched ?? document.title, what: `${name}(${String(said)})` });
				return "";
			},
		});
	document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
		window.tellBlocked(effectiveDirective),
	);
}
