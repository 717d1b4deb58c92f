const rules = new Intl.PluralRules("en");

/** A number with its noun: `1 reply`, `1,204 replies`. */
export const count = (n: number, one: string, other: string): string =>
	`${n.toLocaleString()} ${rules.select(n) === "one" ? one : other}`;
