import {
	isDirect as isDirectId,
	type DirectConversation,
	type MyChannel,
	type User,
	type UserId,
} from "@clickclack/sdk";

export { isDirectId, type DirectConversation };

/** What people write in: a channel, or a direct conversation. */
export type Conversation = MyChannel | DirectConversation;

export const isDirect = (one: Conversation): one is DirectConversation => isDirectId(one.id);

/** Whether its messages wait for me: I am in the channel, or have not closed the direct conversation. */
export const isMine = (one: Conversation): boolean => (isDirect(one) ? one.hidden_at === undefined : one.is_member);

/** As the rules about rights take it. */
export const subjectOf = (one: Conversation) => (isDirect(one) ? { kind: "direct" } : one);

/** Those in a direct conversation beside me. */
export const othersIn = ({ members }: DirectConversation, my_id: UserId): User[] =>
	members.filter(({ id }) => id !== my_id);
