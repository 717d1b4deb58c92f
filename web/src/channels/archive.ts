import type { MyChannel } from "@clickclack/sdk";
import { client } from "../client.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/channel-parts.ts";

/** Archives a channel, or reopens it, and says so. */
export async function archive(workspace: WorkspaceState, { id }: MyChannel, archived: boolean): Promise<void> {
	workspace.keep((await client.channels.update(id, { archived })).channel);
	toast.note(archived ? strings.channelArchived : strings.channelReopened);
}
