import type { Message, Projection } from "@clickclack/sdk";
import { storage } from "../store/storage.ts";

/** Whether new messages make sounds in this browser: not until that is chosen. */
export const soundsKey = "clickclack.sounds";

/** Plays a sound if a message that has just been written calls me. What does that is loaded when it is needed. */
export function soundFor(message: Message, workspace: Projection): void {
	if (storage.get(soundsKey))
		import("./sound-player.ts").then((player) => player.hear(message, workspace)).catch(() => {});
}
