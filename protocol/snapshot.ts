import * as z from "zod";
import { MyChannel } from "./channels.ts";
import { place } from "./conversations.ts";
import { DirectConversation } from "./directs.ts";
import { Cursor } from "./envelope.ts";
import { MyGroup } from "./groups.ts";
import { MessageId, UserId } from "./ids.ts";
import { Member, ModeratedMember } from "./members.ts";
import { route, routes } from "./route.ts";
import { Sidebar } from "./sidebar.ts";
import { Workspace } from "./workspaces.ts";

/** An unread message that mentions the caller. */
export const UnreadMention = z.object({ message_id: MessageId, ...place, seq: z.int() }).meta({ id: "UnreadMention" });
export type UnreadMention = z.infer<typeof UnreadMention>;

/** How many a snapshot lists, the newest. */
export const listed_mentions = 200;

/** Everything that a client needs to draw a workspace. The events after `cursor` keep it current. */
export const Snapshot = z
	.object({
		cursor: Cursor,
		me: ModeratedMember,
		workspace: Workspace,
		channels: z.array(MyChannel).meta({
			description:
				"Those that I am in, without archived ones. Others are in the list of channels, and can be fetched one by one",
		}),
		direct_conversations: z.array(DirectConversation).meta({
			description: "Mine without hidden ones, the 200 with the newest messages. Others can be fetched one by one",
		}),
		has_more_direct_conversations: z.boolean(),
		members: z.array(Member).meta({ description: "The first 200, by role, then name" }),
		has_more_members: z.boolean(),
		unread_mentions: z
			.array(UnreadMention)
			.meta({ description: "The newest 200; each conversation's `mention_count` counts all of them" }),
		groups: z.array(MyGroup).meta({ description: "Those that I can see, by name" }),
		sidebar: Sidebar,
		online_user_ids: z.array(UserId),
		open_reports: z.int().optional().meta({ description: "For moderators: how many reported messages wait for one" }),
		uploads: z
			.object({ file_bytes: z.int().meta({ description: "The largest file that the server takes" }) })
			.optional()
			.meta({ description: "Absent where the server stores no files" }),
	})
	.meta({ id: "Snapshot" });
export type Snapshot = z.infer<typeof Snapshot>;

export const snapshotRoutes = routes("workspaces", {
	getSnapshot: route("GET /api/workspaces/{workspace_id}/snapshot", "Everything to draw a workspace, in one request", {
		access: "workspaces:read",
		who: "any member",
		answers: { 200: [Snapshot, "As of `cursor`"] },
	}),
});
