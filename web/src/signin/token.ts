/** The token of a sign-in link; what is no link is taken for the token itself. */
export function tokenIn(pasted: string): string {
	const words = pasted.trim();
	return URL.canParse(words) ? (new URL(words).searchParams.get("token") ?? words) : words;
}
