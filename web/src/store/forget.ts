import { forgetPerson } from "./people.ts";
import { lastPerson, userKey } from "./person.ts";
import { storage } from "./storage.ts";
import { closeWritten, forgetWritten, own_kinds } from "./written.ts";

/** Nothing that somebody has read here stays. */
export async function forgetRead(person = lastPerson()): Promise<void> {
	// first: from now on no tab keeps anything
	storage.remove(userKey);
	if ("clearAppBadge" in navigator) navigator.clearAppBadge().catch(() => {});
	if (person !== undefined) await forgetPerson(person);
	// what was told of drafts has texts that were sent
	await forgetWritten(["draft-base"], (one) => one === person);
}

/** No drafts and no searches of who signs out. What was sent and did not arrive waits until its author is back. */
export async function forgetOwn(id: string | undefined): Promise<void> {
	await closeWritten();
	await forgetWritten(own_kinds, (person) => person === id);
}
