import type { Source } from "@clickclack/durable-objects/actor";
import type { Context } from "../context.ts";

const [longest_ip, longest_user_agent] = [45, 120];

/** Cloudflare sets the client's address. */
export const ipOf = (c: Context): string | undefined => c.req.header("cf-connecting-ip")?.slice(0, longest_ip);

/** Where a request comes from that may change something, now or by acts on its socket. */
export function sourceOf(c: Context): Source | undefined {
	if (c.req.method === "GET" && c.req.header("upgrade") === undefined) return undefined;
	const [ip, user_agent] = [ipOf(c), c.req.header("user-agent")];
	return {
		...(ip !== undefined && { ip }),
		...(user_agent && { user_agent: user_agent.slice(0, longest_user_agent).replaceAll(/[^ -~]/g, "?") }),
	};
}
