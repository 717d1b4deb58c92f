import type { UserId } from "@clickclack/sdk";
import type { Request } from "./calls.ts";

export interface Timed {
	ms: number;
	bytes: number;
}

/** Who asks is said as in development: see docs/configuration.md, DEV_AUTH. */
export const as = (who: UserId) => ({ "x-clickclack-user": who });

/** @throws Error for a refusal */
export async function ask(url: string, { method, path, who, body }: Request): Promise<Timed & { text: string }> {
	const headers = { ...as(who), "content-type": "application/json" };
	const began = performance.now();
	const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
	const text = await answer.text();
	const ms = performance.now() - began;
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	return { ms, bytes: Buffer.byteLength(text), text };
}
