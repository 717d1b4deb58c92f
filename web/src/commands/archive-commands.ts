import { can, type MyChannel } from "@clickclack/sdk";
import { archive } from "../channels/archive.ts";
import { errorText } from "../errors.ts";
import { isDirect } from "../state/conversations.ts";
import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/channel-parts.ts";
import type { Command } from "./command.ts";

const archiveCommand = (archived: boolean): Command => ({
	title: archived ? strings.archiveChannel : strings.reopenChannel,
	kind: "conversations",
	icon: "archive",
	fits: ({ workspace, conversation }) =>
		conversation !== undefined &&
		!isDirect(conversation) &&
		(conversation.archived_at === undefined) === archived &&
		can("channel.update", workspace.me, conversation),
	run: ({ workspace, conversation }) =>
		void archive(workspace, conversation as MyChannel, archived).catch((error: unknown) =>
			toast.error(errorText(error)),
		),
});

export const archiving: Command[] = [archiveCommand(true), archiveCommand(false)];
