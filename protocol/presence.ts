import { z } from "zod";
import { place } from "./conversations.ts";
import { ephemeral } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";

const typing = { user_id: UserId, ...place, thread_root_id: MessageId.optional() };
export const TypingStarted = ephemeral("typing.started", typing);
export const TypingStopped = ephemeral("typing.stopped", typing);

/** Online is: at least one socket is open. */
export const Presence = z.enum(["online", "away", "offline"]).meta({ id: "Presence" });
export type Presence = z.infer<typeof Presence>;
/** By the server, or by a client, which may say where and may use words of its own. */
export const PresenceChanged = ephemeral("presence.changed", {
	user_id: UserId,
	...place,
	status: z.string().optional().meta({ description: "online, away or offline, or what its publisher calls it" }),
});
