import type { ServerEvent } from "@clickclack/sdk";

/** Whether I may see other messages after it: what I keep of a conversation comes and goes with it. */
export function isMove({ type, payload }: ServerEvent, my_id: string): boolean {
	if (type === "channel.deleted") return true;
	return (type === "channel.member_joined" || type === "channel.member_left") && payload.user_id === my_id;
}
