import * as z from "zod";
import { place } from "./conversations.ts";
import { ephemeral } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";

const typing = { user_id: UserId, ...place, thread_root_id: MessageId.optional() };
export const TypingStarted = ephemeral("typing.started", typing);
export const TypingStopped = ephemeral("typing.stopped", typing);

/** Online means at least one open socket. */
export const Presence = z.enum(["online", "away", "offline"]).meta({ id: "Presence" });
export type Presence = z.infer<typeof Presence>;
/** Published by the server, or by a client, which may add a conversation and use its own status. */
export const PresenceChanged = ephemeral("presence.changed", {
	user_id: UserId,
	...place,
	status: z.string().optional().meta({ description: "online, away or offline, or the publisher's own" }),
});
