import type { Message } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import { errorText } from "../errors.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/polls.ts";

export async function vote(workspace: WorkspaceState, { id }: Message, choices: number[]): Promise<void> {
	try {
		const { event } = await laterClient.polls.vote(id, choices);
		if (event) workspace.applyLocal(event);
	} catch (error) {
		toast.error(strings.voteFailed(errorText(error)));
	}
}
