import { z } from "zod";
import { ephemeral } from "./envelope.ts";
import { ChannelId, MessageId, UserId } from "./ids.ts";

const typing = { user_id: UserId, channel_id: ChannelId, thread_root_id: MessageId.optional() };
export const TypingStarted = ephemeral("typing.started", typing);
export const TypingStopped = ephemeral("typing.stopped", typing);

/** Online is: at least one socket is open. */
export const Presence = z.enum(["online", "away", "offline"]).meta({ id: "Presence" });
export type Presence = z.infer<typeof Presence>;
export const PresenceChanged = ephemeral("presence.changed", { user_id: UserId, status: Presence });
