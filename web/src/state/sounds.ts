import type { Message } from "@clickclack/sdk";
import type { Heard } from "./sound-player.ts";

/** Calls me if a message that has just been written does: by a sound, by a notice. What knows is loaded when it is needed. */
export const soundFor = (message: Message, workspace: Heard): void =>
	void import("./notifier.ts").then((it) => it.tell(message, workspace)).catch(() => {});
