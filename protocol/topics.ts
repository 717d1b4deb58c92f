import * as z from "zod";
import { durable } from "./envelope.ts";
import { ChannelId, TopicId, UserId, WorkspaceId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Time, line } from "./text.ts";

/** A label for messages of one channel, or of all of them. Not the line of text that says what a channel is about. */
export const Topic = z
	.object({
		id: TopicId,
		workspace_id: WorkspaceId,
		channel_id: ChannelId.optional().meta({ description: "Absent for one that every channel may use" }),
		name: z.string(),
		created_by: UserId,
		created_at: Time,
		archived_at: Time.optional().meta({ description: "Nothing new gets it; messages that have it keep it" }),
	})
	.meta({ id: "Topic" });
export type Topic = z.infer<typeof Topic>;

const TopicName = line(1, 80).meta({
	description: "Unique in its channel, or among those of all channels, in any case",
});
export const CreateTopic = z.object({ name: TopicName, channel_id: ChannelId.optional() }).meta({ id: "CreateTopic" });
export type CreateTopic = z.infer<typeof CreateTopic>;

export const UpdateTopic = z
	.object({ name: TopicName, archived: z.boolean() })
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateTopic", minProperties: 1 });
export type UpdateTopic = z.infer<typeof UpdateTopic>;

/** Of one that was deleted since, the name is empty; `topic.deleted` follows. */
const change = { topic_id: TopicId, topic: Topic };
export const TopicCreated = durable("topic.created", change);
export const TopicUpdated = durable("topic.updated", change);
/** Messages that had it have none from then on; there is no event about each. */
export const TopicDeleted = durable("topic.deleted", { topic_id: TopicId });

export const topicRoutes = routes("topics", {
	listTopics: route("GET /api/workspaces/{workspace_id}/topics", "The topics that I can see, by name", {
		access: "channels:read",
		who: "any member",
		answers: { 200: [z.array(Topic), "Archived ones too; for guests only those of channels that they are in"] },
		wrap: "topics",
	}),
	createTopic: route("POST /api/workspaces/{workspace_id}/topics", "Create a topic, of one channel or for all", {
		access: "channels:write",
		who: "any member except guests",
		body: CreateTopic,
		answers: { 201: [z.object({ topic: Topic, event: TopicCreated }), "Created"] },
		fails: ["conflict"],
	}),
	updateTopic: route("PATCH /api/topics/{topic_id}", "Rename a topic, archive it, or take it up again", {
		access: "channels:write",
		who: "its author or moderators",
		body: UpdateTopic,
		answers: {
			200: [
				z.object({
					topic: Topic,
					event: TopicUpdated.optional().meta({ description: "Absent when nothing changed" }),
				}),
				"Changed",
			],
		},
		fails: ["conflict"],
	}),
	deleteTopic: route("DELETE /api/topics/{topic_id}", "Delete a topic: its messages stay, without it", {
		access: "channels:write",
		who: "its author or moderators",
		answers: { 200: [z.object({ event: TopicDeleted }), "Deleted for everybody"] },
	}),
});
