import { can, type UserId } from "@clickclack/sdk";
import { byInterest, namesOf, ranked } from "../commands/entries.ts";
import { isDirect, subjectOf, type Conversation } from "../state/conversations.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

const most_shown = 50;

const mayPost = ({ me }: WorkspaceState, one: Conversation): boolean =>
	isDirect(one) ? one.can_send : can("message.create", me, subjectOf(one));

/** Where I may post, what is most likely first. */
export const placesIn = (workspace: WorkspaceState): Conversation[] =>
	byInterest({ workspace, conversation: undefined }).filter((one) => mayPost(workspace, one));

/** What fits best first. */
export const found = (places: Conversation[], typed: string, my_id: UserId): Conversation[] =>
	ranked(places, typed.trim(), (one) => namesOf(one, my_id))
		.slice(0, most_shown)
		.map(({ one }) => one);
