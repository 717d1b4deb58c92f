import { expect, vi } from "vitest";
import { request } from "./people.ts";

/** Not loopback: the limits apply here. */
export const host = "https://chat.example";

// the clock stands still unless a test advances it; after an hour every bucket is full
let hour = Date.now();
export const standStill = () => void vi.useFakeTimers({ toFake: ["Date"], now: (hour += 3_600_000) });
export const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

export interface Ask {
	path: string;
	body?: object;
	method?: string;
	upgrade?: true;
	/** a form with one small file */
	isFile?: true;
}

const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n--x--\r\n';
const form_type = { "content-type": "multipart/form-data; boundary=x" };

let asked = 0;
/** A different address of the documentation networks each time. */
export const someAddress = () => `${asked & 1 ? "203.0.113" : "192.0.2"}.${(asked++ >> 1) & 255}`;

/** One request, from some address if none is given. */
export function ask({ path, body, method, upgrade, isFile }: Ask, from: Record<string, string>): Promise<Response> {
	const headers = {
		"cf-connecting-ip": someAddress(),
		...(body && { "content-type": "application/json" }),
		...(isFile && form_type),
		...(upgrade && { upgrade: "websocket" }),
		...from,
	};
	return request(host + path, {
		headers,
		method: method ?? (body || isFile ? "POST" : "GET"),
		...(body && { body: JSON.stringify(body) }),
		...(isFile && { body: form }),
	});
}

const at_once = 50;

/** Sends this many requests. @returns the statuses of the answers, each once */
export async function hammer(times: number, one: () => Promise<Response>): Promise<Set<number>> {
	const statuses = new Set<number>();
	for (let left = times; left > 0; left -= at_once) {
		const answers = await Promise.all(Array.from({ length: Math.min(at_once, left) }, one));
		for (const answer of answers) {
			statuses.add(answer.status);
			answer.webSocket?.accept();
			answer.webSocket?.close();
			await answer.body?.cancel();
		}
	}
	return statuses;
}

/** Expects that it is refused until its Retry-After has passed, and then answered as before. */
export async function comesBack(one: () => Promise<Response>, before: Set<number>): Promise<void> {
	const refused = await one();
	expect(refused.status).toBe(429);
	expect(await refused.json()).toMatchObject({ code: "rate_limited" });
	const wait_s = Number(refused.headers.get("retry-after"));
	expect(wait_s).toBeGreaterThanOrEqual(1);
	pass(wait_s);
	const [after] = await hammer(1, one);
	expect(before).toContain(after);
}
