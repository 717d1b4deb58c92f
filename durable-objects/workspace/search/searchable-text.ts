import { plainText, tokensOf } from "@clickclack/protocol";

/** All that a message is found by: what people read in it, and the addresses behind its links. */
export function searchableText(body: string): string {
	const links = tokensOf(body).flatMap((token) =>
		token.kind === "link" || token.kind === "picture" ? [token.href] : [],
	);
	return [plainText(body), ...links].join("\n");
}

/** Whether something in it leads elsewhere. */
export const hasLink = (body: string): boolean =>
	tokensOf(body).some((token) => (token.kind === "link" || token.kind === "address") && token.href !== "");
