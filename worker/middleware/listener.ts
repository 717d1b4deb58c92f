import { ChatError, readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { isSame } from "./operator.ts";

/**
 * On one machine the local runtime listens on ports of its own, which believe what a request says of itself. So only
 * our listener (server/listener.ts) may ask there: it alone knows the key that both were started with. On Cloudflare
 * there is none.
 * @throws ChatError misdirected
 */
export function checkListener({ req, env }: Context): void {
	const wanted = readConfiguration(env).LISTENER_KEY;
	if (wanted === undefined) return;
	if (!isSame(req.header("x-clickclack-listener") ?? "", wanted))
		throw new ChatError("misdirected", "this port is the listener's: ask at the server's own address");
}
