import { isRequestError, type MessageId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { router } from "../router.svelte.ts";
import { messagePath } from "../routes.ts";
import { toast } from "../state/toasts.svelte.ts";
import { noSuchMessage } from "../strings/app.ts";

/** What is forwarded, and an older link, name a message by its id, in whatever conversation that is. */
export async function followId(at: MessageId): Promise<void> {
	try {
		router.go(messagePath(await client.messages.get(at)), { replace: true });
	} catch (error) {
		toast.error(isRequestError(error, "not_found") ? noSuchMessage : errorText(error));
	}
}
