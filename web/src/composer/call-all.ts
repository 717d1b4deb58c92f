import { isDirect, type Conversation } from "../state/conversations.ts";

/** So many people are called without a question. */
export const few = 20;

export const othersCount = (one: Conversation): number => (isDirect(one) ? one.members.length : one.member_count) - 1;

/** Whether a text may call more: then it is read closely, and asked. */
export const mayCallMany = (one: Conversation, body: string): boolean =>
	othersCount(one) > few && /@(?:channel|everyone|here)/i.test(body);
