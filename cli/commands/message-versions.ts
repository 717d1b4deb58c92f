import { idIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";

/** What a message said, oldest first: the last is what it says now. */
export async function versions(flags: Flags, message: string): Promise<Report> {
	const history = await signedIn(flags).messages.versions(idIn("msg", message));
	const rows = history.versions.map(({ body, written_at }) => [new Date(written_at), new Body(body)]);
	return { resource: history, rows };
}
