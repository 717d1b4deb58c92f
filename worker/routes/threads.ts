import type { Handlers } from "../mount.ts";

export const threads = {
	replyInThread: (c, sent) => c.var.workspace.replyInThread({ correlation_id: c.var.correlation_id, ...sent }),
} satisfies Handlers;
