import type { Measure } from "./report.ts";

/** With as many digits as mean something. */
export function format(value: number): string {
	const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
	return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function aimOf({ aim }: Measure): string {
	if (!aim) return "";
	return "least" in aim ? `≥ ${aim.least}` : `≤ ${aim.most}`;
}

export const verdict = ({ aim, isMissed }: Measure): string => (aim ? (isMissed ? "missed" : "reached") : "");
