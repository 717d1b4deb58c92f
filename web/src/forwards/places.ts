import { can } from "@clickclack/sdk";
import { byInterest, namesOf, ranked } from "../commands/entries.ts";
import { isDirect, subjectOf, type Conversation } from "../state/conversations.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

const most_shown = 50;

const mayPost = ({ me }: WorkspaceState, one: Conversation): boolean =>
	isDirect(one) ? one.can_send : can("message.create", me, subjectOf(one));

/** Where I may post, what fits best first. */
export function placesFor(workspace: WorkspaceState, typed: string): Conversation[] {
	const all = byInterest({ workspace, conversation: undefined }).filter((one) => mayPost(workspace, one));
	return ranked(all, typed.trim(), (one) => namesOf(one, workspace.me.user.id))
		.slice(0, most_shown)
		.map(({ one }) => one);
}
