/** `Ada Lovelace` → `ada`; only a suggestion. */
export function suggestHandle(name: string): string {
	const [first = ""] = name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter(Boolean);
	return first;
}
