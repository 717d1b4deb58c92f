import { env } from "cloudflare:workers";
import { limits } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { app } from "../app.ts";
import { post } from "../test/people.ts";

const who = { name: "Grace", email: "grace@example.com" };
const create = (token: string, address?: string) =>
	post(`${address ? "https://chat.example" : ""}/api/admin/users`, who, {
		authorization: `Bearer ${token}`,
		...(address && { "cf-connecting-ip": address }),
	});

test("a token that differs from the operator's in any one character is refused", async () => {
	const wanted = "test-operator";
	for (let at = 0; at < wanted.length; at++)
		expect((await create(`${wanted.slice(0, at)}X${wanted.slice(at + 1)}`)).status).toBe(401);
	for (const token of [`${wanted}X`, wanted.slice(1), wanted.toUpperCase(), `${wanted},`])
		expect((await create(token)).status, token).toBe(401);
	expect((await create(wanted)).status).toBe(200);
});

test("an empty ADMIN_TOKEN counts as unset: nothing matches it", async () => {
	for (const authorization of ["", "Bearer ", "Bearer"]) {
		const init = {
			method: "POST",
			headers: { "content-type": "application/json", authorization },
			body: JSON.stringify(who),
		};
		const bare = { ...env, ADMIN_TOKEN: "" };
		expect((await app.fetch(new Request("http://localhost/api/admin/users", init), bare)).status).toBe(501);
	}
});

test("only wrong tokens are counted, so the operator's own scripts are not limited", async () => {
	const { burst } = limits.operator.address;
	for (let i = 0; i <= burst; i++) expect((await create("test-operator", "198.51.100.7")).status).toBe(200);
	for (let i = 0; i < burst; i++) expect((await create(`guess ${i}`, "198.51.100.7")).status).toBe(401);
	// not even the right token is accepted from there now: somebody who guesses does not learn that they were right
	const refused = await create("test-operator", "198.51.100.7");
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
	expect((await create("test-operator", "198.51.100.8")).status).toBe(200);
});
