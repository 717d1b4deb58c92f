import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { app } from "./app.ts";
import { type Person, operator, origin, person, post, request } from "./test/people.ts";

const https = "https://chat.example";
let ada: Person;
beforeAll(async () => {
	ada = await person("Ada");
});

const consume = async (host: string) => {
	const { token } = await operator.admin.createMagicLink({ email: ada.email });
	return post(`${host}/api/auth/magic/consume`, { token });
};
const me = (host: string, cookie: string) => request(`${host}/api/me`, { headers: { cookie } });

/** The cookie's name without its value, and every attribute. */
function parts(answer: Response): string[] {
	const [pair, ...attributes] = answer.headers.get("set-cookie")!.split("; ");
	return [pair!.split("=")[0]!, ...attributes.toSorted()];
}
const flags = ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"];

test("signing in sets a cookie for 30 days that scripts cannot read; on https it is bound to the host", async () => {
	expect(parts(await consume(""))).toEqual(["cc_session", ...flags]);
	expect(parts(await consume(https))).toEqual(["__Host-cc_session", ...flags, "Secure"]);
});

test("joining by an invite sets the same cookie", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const { token } = await ada.chat.invites.create(id);
	const joined = await post(`${https}/api/invites/${token}/accept`, { display_name: "Kai" });
	expect(parts(joined)).toEqual(["__Host-cc_session", ...flags, "Secure"]);
});

test("signing out removes just that cookie", async () => {
	const over = ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Lax"];
	expect(parts(await post("/api/auth/logout", {}))).toEqual(["cc_session", ...over]);
	expect(parts(await post(`${https}/api/auth/logout`, {}))).toEqual(["__Host-cc_session", ...over, "Secure"]);
});

test("two deployments on one host have different cookies, each named by its namespace", async () => {
	const on = (COOKIE_NAMESPACE: string, host: string, path: string, init: RequestInit = {}) =>
		app.fetch(new Request(host + path, init), { ...env, COOKIE_NAMESPACE });
	const { token } = await operator.admin.createMagicLink({ email: ada.email });
	const body = JSON.stringify({ token });
	const consume = { method: "POST", headers: { "content-type": "application/json" }, body };
	expect(parts(await on("blue", https, "/api/auth/magic/consume", consume))[0]).toBe("__Host-cc_blue_session");
	const status = async (namespace: string, host: string, cookie: string) =>
		(await on(namespace, host, "/api/me", { headers: { cookie } })).status;
	expect(await status("blue", https, `__Host-cc_blue_session=${ada.token}`)).toBe(200);
	expect(await status("blue", origin, `cc_blue_session=${ada.token}; cc_session=other`)).toBe(200);
	for (const namespace of ["", "green"])
		expect(await status(namespace, https, `__Host-cc_blue_session=${ada.token}`)).toBe(401);
	expect(await status("blue", https, `__Host-cc_session=${ada.token}`)).toBe(401);
});

test("on https only the cookie that no other host can set is accepted", async () => {
	expect((await me(https, `__Host-cc_session=${ada.token}`)).status).toBe(200);
	for (const name of ["cc_session", "__Secure-cc_session", "__host-cc_session", "x__Host-cc_session"])
		expect((await me(https, `${name}=${ada.token}`)).status, name).toBe(401);
});

test("of two session cookies one was planted, so neither is accepted, in any order and with any spacing", async () => {
	const mallory = await person("Mallory");
	for (const [first, second] of [
		[ada.token, mallory.token],
		[mallory.token, ada.token],
		[ada.token, ""],
	])
		for (const between of ["; ", ";", "; theme=dark;   "]) {
			const tossed = `__Host-cc_session=${first}${between}__Host-cc_session=${second}`;
			expect((await me(https, tossed)).status, tossed).toBe(401);
		}
});
