import { ChatError, readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { isSame } from "./operator.ts";

/**
 * `npm start` runs a local runtime whose own ports believe a request's headers. So only our listener (server/listener.ts)
 * may send requests there: it alone knows the key that both were started with. On Cloudflare there is no key.
 * @throws ChatError misdirected
 */
export function checkListener({ req, env }: Context): void {
	const wanted = readConfiguration(env).LISTENER_KEY;
	if (wanted === undefined) return;
	if (!isSame(req.header("x-clickclack-listener") ?? "", wanted))
		throw new ChatError("misdirected", "this port is internal: use the server's own address");
}
