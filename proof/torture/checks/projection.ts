import { type Check, entries } from "../history.ts";

/** R28: what an ear folded is what a fresh snapshot says. */
export const projection: Check = (history) =>
	entries(history, "compared").map(({ ear, path, projected, fetched }) => ({
		rule: "projection",
		what: `${ear} has ${path} as ${projected}; the server says ${fetched}`,
		about: [ear, ...path.split("/").filter((part) => /^[a-z]{3}_/.test(part))],
	}));

/** Who listens has heard what happened last once all is quiet. */
export const silence: Check = (history) =>
	entries(history, "silent").map(({ ear, num }) => ({
		rule: "silence",
		what: `${ear} is open and has not heard ${num}`,
		about: [ear, num],
	}));
