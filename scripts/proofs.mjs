/** The harnesses of which `npm test` runs the short form, in two lanes that take about as long as each other. */
export const short_forms = [
	["content", "storm"],
	["authz", "fuzz", "torture"],
];
