import { createHash, timingSafeEqual } from "node:crypto";
import type { Actor } from "@clickclack/durable-objects/actor";
import { ChatError, readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { refuseEmpty, takeToken } from "./limits.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Constant-time comparison. */
export const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));

/** Checks ADMIN_TOKEN. Only wrong tokens count as attempts, so scripts are not limited. */
export function operatorBy(c: Context, token: string | undefined): Actor {
	const wanted = readConfiguration(c.env).ADMIN_TOKEN;
	if (!wanted)
		throw new ChatError(
			"not_configured",
			"this server has no ADMIN_TOKEN: set it with `wrangler secret put ADMIN_TOKEN`",
		);
	refuseEmpty(c, "operator");
	if (token !== undefined && isSame(token, wanted)) return { kind: "operator" };
	takeToken(c, "operator");
	throw new ChatError("unauthorized", "this needs the operator's token (ADMIN_TOKEN) as a bearer token");
}
