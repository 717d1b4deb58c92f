import type { ClickClack, ConversationId } from "@clickclack/sdk";
import type { Flags } from "../session.ts";
import { findChannel } from "./channels.ts";
import { findDirect } from "./directs.ts";

export interface PlaceFlags extends Flags {
	dm?: string;
}

/** The direct conversation of --dm, or the channel of --channel. */
export const findPlace = (chat: ClickClack, flags: PlaceFlags): Promise<ConversationId> =>
	flags.dm === undefined ? findChannel(chat, flags) : findDirect(chat, flags, flags.dm);
