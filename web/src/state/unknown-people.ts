import { laterClient } from "./later-client.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const ask_after_ms = 120;
const most_asked_for = 50;

/** Asks for those beyond the first members, whom the app does not know from the start. */
export function askForPeople(workspace: WorkspaceState): (typed: string) => void {
	const asked = new Set<string>();
	let timer: ReturnType<typeof setTimeout> | undefined;

	function look(typed: string): void {
		if (asked.has(typed)) return;
		asked.add(typed);
		void laterClient.members.list(workspace.workspace.id, { q: typed, limit: most_asked_for }).then(
			(found) => found.members.forEach((member) => workspace.members.set(member.user.id, member)),
			() => asked.delete(typed),
		);
	}

	return (typed) => {
		clearTimeout(timer);
		if (typed && workspace.has_more_members) timer = setTimeout(() => look(typed), ask_after_ms);
	};
}
