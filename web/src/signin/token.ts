/** The token of a sign-in link; a text that is no link is taken to be the token. */
export function tokenIn(pasted: string): string {
	const words = pasted.trim();
	return URL.canParse(words) ? (new URL(words).searchParams.get("token") ?? words) : words;
}
