import type { Quote } from "../state/quote.ts";
import * as strings from "../strings/messages.ts";
import { personForwarding } from "../strings/forwards.ts";
import { personQuoting } from "../strings/quotes.ts";
import { clock } from "../ui/time.ts";
import type { Row } from "./rows.ts";

/** What a screen reader calls a message. @param marks what stands over it */
export function labelOf(
	{ author, created_at, message, attachments }: Row,
	said: string,
	quote: Quote | undefined,
	marks: string | false | undefined,
): string {
	const name = author.display_name;
	const forwarded = message?.forwarded?.author.display_name;
	const person = forwarded ? personForwarding(name, forwarded) : quote ? personQuoting(name, quote.name) : name;
	const files = attachments && message?.body && strings.fileCount(attachments.length);
	return strings.messageBy(person, said, [clock(created_at), files, marks].filter(Boolean).join(", "));
}
