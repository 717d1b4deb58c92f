import { errorText } from "../errors.ts";
import { drafts } from "../state/drafts.svelte.ts";
import { session } from "../state/session.svelte.ts";
import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/draft-parts.ts";

/** the question that was asked last */
let close = () => {};

/** Asks first when something would be lost that is written here alone, or the way back in. @param isSure was asked */
export async function signOut(isSure = false): Promise<void> {
	const isDone = await drafts.finish(isSure);
	close();
	const why = isDone ? session.user.email === undefined && strings.noWayBack : strings.onlyHere;
	if (isSure || !why) return await session.signOut();
	const run = () => void signOut(true).catch((error: unknown) => toast.error(errorText(error)));
	close = toast.offer(why, { label: strings.signOutAnyway, run });
}
