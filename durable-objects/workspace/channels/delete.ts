import type { ChannelId, EventOf } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { dropConversation } from "../conversations/delete.ts";
import type { Write } from "../transaction.ts";
import { visibleChannel } from "./row.ts";

export function deleteChannel(
	tx: Write,
	{ channel_id }: { channel_id: ChannelId },
): { event: EventOf<"channel.deleted"> } {
	const channel = visibleChannel(tx, channel_id);
	permit(tx, "channel.delete");
	return { event: dropConversation(tx, channel) };
}
