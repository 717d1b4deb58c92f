import type { Place } from "../places.ts";
import type { Call, Case, Cases } from "./case.ts";

const channel = ({ channel_id }: Place): Call => ({ path: { channel_id } });
/** Of those that they see one like it, for what would use it up. */
const another: Case["call"] = async (place, stage, { sees }) =>
	channel(sees.includes(place.target) ? await stage.open(place.target) : place);
const message = ({ message_id }: Place): Call => ({ path: { message_id } });

/** What is asked of a channel and what is in it. */
export const channelCases: Cases = {
	getChannel: [{ call: channel }],
	updateChannel: [{ call: (place, stage) => ({ ...channel(place), body: { topic: stage.fresh("topic") } }) }],
	deleteChannel: [{ call: another }],
	// who sees a private channel is in it
	joinChannel: [{ call: channel, targets: ["public", "closed", "missing"] }],
	leaveChannel: [{ call: another }],
	listChannelMembers: [{ call: channel }],
	addChannelMember: [{ call: (place, { people }) => ({ ...channel(place), body: { user_id: people.bystander.id } }) }],
	removeChannelMember: [
		{
			call: async ({ target, channel_id }, { people }) => {
				const user_id = people.bystander.id;
				if (target !== "missing") await people.author.chat.channels.addMember(channel_id, user_id);
				return { path: { channel_id, user_id } };
			},
		},
	],
	listMessages: [{ call: channel }],
	createMessage: [{ call: (place) => ({ ...channel(place), body: { body: "hello" } }) }],
	resolveRoute: [
		{ call: (place) => ({ path: { workspace_route_id: place.workspace_id, target_id: place.channel_id } }) },
		{
			way: "thread",
			call: (place) => ({ path: { workspace_route_id: place.workspace_id, target_id: place.message_id } }),
		},
	],
	routeMessage: [{ call: message }],
	getMessageByNonce: [
		{
			call: ({ workspace_id, nonce }) => ({ query: { workspace_id, nonce } }),
			targets: ["public", "room", "closed", "missing"],
		},
	],
	getMessage: [{ call: message }, { way: "reply", call: ({ reply_id }) => ({ path: { message_id: reply_id } }) }],
	editMessage: [{ call: (place, stage) => ({ ...message(place), body: { body: stage.fresh("edited") } }) }],
	deleteMessage: [
		{
			call: async (place, { people }) => {
				if (place.target === "missing") return message(place);
				const sent = await people.author.chat.messages.create(place.channel_id, { body: "a slip" });
				return { path: { message_id: sent.message.id } };
			},
		},
	],
	getThread: [{ call: message }],
	replyInThread: [{ call: (place) => ({ ...message(place), body: { body: "me too" } }) }],
	addReaction: [{ call: (place) => ({ ...message(place), body: { emoji: "🦞" } }) }],
	removeReaction: [{ call: ({ message_id }) => ({ path: { message_id, emoji: "🦞" } }) }],
	markRead: [{ call: (place) => ({ ...channel(place), body: { seq: 1 } }) }],
	searchMessages: [
		{
			way: "in a channel",
			who: "whoever sees the channel",
			call: ({ workspace_id, channel_id }) => ({ query: { workspace_id, channel_id, q: "kelp" } }),
		},
	],
	publishEphemeral: [
		{ call: ({ workspace_id, channel_id }) => ({ body: { type: "typing.started", workspace_id, channel_id } }) },
		{
			way: "presence",
			who: "any member who may take part",
			call: ({ workspace_id }) => ({ body: { type: "presence.changed", workspace_id } }),
		},
	],
};
