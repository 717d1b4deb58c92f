import type { Message, Projection } from "@clickclack/sdk";
import { storage } from "../store/storage.ts";

/** Whether new messages make sounds in this browser: not until that is chosen. */
export const soundsKey = "clickclack.sounds";

/** Whether they are shown outside of the page, likewise. */
export const noticesKey = "clickclack.notices";

/** Calls me if a message that has just been written does: by a sound, by a notice. What does that is loaded when it is needed. */
export function soundFor(message: Message, workspace: Projection): void {
	if (storage.get(soundsKey) || storage.get(noticesKey))
		import("./notifier.ts").then((it) => it.tell(message, workspace)).catch(() => {});
}
