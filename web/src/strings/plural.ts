const rules = new Intl.PluralRules("en");

/** `1,204`, and `500+` when there are more. */
export const number = (n: number, hasMore = false): string => `${n.toLocaleString()}${hasMore ? "+" : ""}`;

/** A number with its noun: `1 reply`, `1,204 replies`, `500+ replies`. */
export const count = (n: number, one: string, other: string, hasMore = false): string =>
	`${number(n, hasMore)} ${rules.select(n) === "one" && !hasMore ? one : other}`;
