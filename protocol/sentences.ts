import type { z } from "zod";

const types: Partial<Record<string, string>> = {
	string: "text",
	int: "a whole number",
	number: "a number",
	boolean: "true or false",
	array: "a list",
	object: "an object",
};

const kinds: Partial<Record<string, string>> = { url: "an address", email: "an e-mail address" };

const listed = (values: z.core.util.Primitive[]): string => values.map((value) => JSON.stringify(value)).join(", ");

/** The length of a text or list, or the size of a number. */
function bounds(origin: string, bound: string): string {
	if (origin === "string") return `must have ${bound} characters`;
	return origin === "array" ? `must have ${bound} entries` : `must be ${bound}`;
}

/** Of the choices of a union, the last that means something: "" only clears a field. */
const meant = (choices: z.core.$ZodIssue[][]): string | undefined =>
	choices
		.map(([first]) => first)
		.findLast((first) => !(first?.code === "invalid_value" && first.values.join("") === ""))?.message;

/** What is wrong with a value, for people. A schema's own text wins. */
export function sentence(issue: z.core.$ZodRawIssue): string {
	if (issue.input === undefined && issue.code !== "custom") return "is missing";
	switch (issue.code) {
		case "invalid_type":
			return `must be ${types[issue.expected] ?? issue.expected}`;
		case "invalid_value":
			return issue.values.length === 1 ? `must be ${listed(issue.values)}` : `must be one of ${listed(issue.values)}`;
		case "too_small":
			return bounds(issue.origin, `at least ${issue.minimum}`);
		case "too_big":
			return bounds(issue.origin, `at most ${issue.maximum}`);
		case "invalid_format":
			return `must be ${kinds[issue.format] ?? "in another form"}`;
		case "invalid_union":
			return meant(issue.errors) ?? "must be something else";
		default:
			return "is not valid";
	}
}
