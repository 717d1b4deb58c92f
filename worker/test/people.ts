import { exports } from "cloudflare:workers";
import { ClickClack, type User } from "@clickclack/sdk";

export const origin = "http://localhost";

/** A raw request, for what no client would send. */
export const request = (path: string, init?: RequestInit): Promise<Response> =>
	exports.default.fetch(new Request(new URL(path, origin), init));

export const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> => {
	const json = { "content-type": "application/json", ...headers };
	return request(path, { method: "POST", headers: json, body: JSON.stringify(body) });
};

export const client = (token?: string, baseUrl = origin): ClickClack =>
	new ClickClack({ baseUrl, token, fetch: (url, init) => exports.default.fetch(new Request(url, init)) });

export const operator = client("test-operator");

export interface Person {
	user: User;
	chat: ClickClack;
	token: string;
	email: string;
}

/** A signed-in account. */
export async function person(name: string): Promise<Person> {
	const email = `${name.toLowerCase()}@example.com`;
	const link = await operator.admin.createMagicLink({ email, name });
	const chat = client();
	const { user, token } = await chat.auth.consumeMagicLink(link.token);
	return { user, chat, token, email };
}
