import { ChatError } from "@clickclack/protocol";
import type { Context } from "./context.ts";

/** @throws ChatError not_configured for a deployment that stores no files */
export function bucketOf(c: Context): R2Bucket {
	const bucket: R2Bucket | undefined = c.env.UPLOADS;
	if (!bucket) throw new ChatError("not_configured", "file uploads are off: this server has no bucket for them");
	return bucket;
}
