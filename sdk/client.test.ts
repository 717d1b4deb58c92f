import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClickClack, isConnectionError, isRedirectError, isRequestError, isId } from "./index.ts";

/** A client that gets these answers in turn, then the last one again. An Error is a broken connection. */
function talkingTo(...answers: (Response | Error)[]) {
	const requests: Request[] = [];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		requests.push(new Request(input, { ...init, signal: undefined }));
		const answer = answers[Math.min(requests.length, answers.length) - 1]!;
		if (answer instanceof Error) throw answer;
		return answer.clone();
	};
	return { chat: new ClickClack({ baseUrl: "https://chat.test", token: "sst_1", fetch }), requests };
}

const refuse = (status: number, code: string, headers: HeadersInit = {}) =>
	Response.json({ error: "no", code, request_id: "req_1" }, { status, headers });
const sent = () => Response.json({ message: { id: "msg_1" } }, { status: 201 });
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
	Promise.resolve(promise).then(
		() => undefined,
		(error: unknown) => error,
	);

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

test("a request has its path, its query and its token", async () => {
	const { chat, requests } = talkingTo(Response.json({ results: [], next_cursor: null }));
	const search = {
		workspace_id: "wsp_1",
		q: "tea & cake",
		channel_id: undefined,
		syntax: "plain",
		time_zone: "UTC",
	} as const;
	await chat.search.messages(search);
	expect(requests[0]!.url).toBe(
		"https://chat.test/api/search?workspace_id=wsp_1&q=tea+%26+cake&syntax=plain&time_zone=UTC",
	);
	expect(requests[0]!.headers.get("Authorization")).toBe("Bearer sst_1");
	expect(requests[0]!.headers.get("X-ClickClack-CSRF")).toBeNull();
});

test("a search asks for operators, with the days of this machine's time zone", async () => {
	const { chat, requests } = talkingTo(Response.json({ results: [], next_cursor: null }));
	await chat.search.messages({ workspace_id: "wsp_1", q: "on:today" });
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const asked = Object.fromEntries(new URL(requests[0]!.url).searchParams);
	expect(asked).toEqual({ workspace_id: "wsp_1", q: "on:today", syntax: "operators", time_zone: timeZone });
});

test("a change has the header that a form on another site cannot send", async () => {
	const { chat, requests } = talkingTo(Response.json({ reactions: [] }));
	await chat.reactions.remove("msg_1", "👍");
	expect(requests[0]!.url).toBe("https://chat.test/api/messages/msg_1/reactions/%F0%9F%91%8D");
	expect(requests[0]!.headers.get("X-ClickClack-CSRF")).toBe("1");
});

test("a base URL with a path keeps its path", async () => {
	const { requests } = talkingTo();
	const fetch: typeof globalThis.fetch = async (input) => {
		requests.push(new Request(input));
		return Response.json({ user: {} });
	};
	await new ClickClack({ baseUrl: "https://example.test/chat", fetch }).me.get();
	expect(requests[0]!.url).toBe("https://example.test/chat/api/me");
});

test("ids of different kinds have different types, by their prefixes", async () => {
	const { chat } = talkingTo(Response.json({}));
	const read = (id: string) => (isId("chn", id) ? chat.channels.get(id) : undefined);
	expect(read("msg_1")).toBeUndefined();
	// @ts-expect-error a message's id is not a channel's
	await chat.channels.get("msg_1");
	const text: string = "chn_1";
	// @ts-expect-error nor is any string
	await chat.channels.get(text);
	await read("chn_1");
});

test("a value that would lead to another route is refused before anything is sent", async () => {
	const { chat, requests } = talkingTo(Response.json({}));
	expect(await failure(chat.reactions.remove("msg_1", ".."))).toBeInstanceOf(TypeError);
	expect(await failure(chat.channels.get("" as `chn_${string}`))).toBeInstanceOf(TypeError);
	expect(requests).toHaveLength(0);
});

test("a refusal carries its code, status and request id", async () => {
	const { chat } = talkingTo(refuse(404, "not_found"));
	const error = await failure(chat.channels.get("chn_1"));
	expect(isRequestError(error, "not_found")).toBe(true);
	expect(isRequestError(error, "forbidden")).toBe(false);
	expect(error).toMatchObject({ status: 404, request_id: "req_1", message: "no" });
});

test("a read is retried when the server is busy or the connection breaks", async () => {
	const { chat, requests } = talkingTo(
		refuse(503, "unavailable"),
		new TypeError("broken"),
		Response.json({ user: { id: "usr_1" } }),
	);
	expect(await chat.me.get()).toEqual({ id: "usr_1" });
	expect(requests).toHaveLength(3);
});

test("retries end after three attempts", async () => {
	const { chat, requests } = talkingTo(new TypeError("broken"));
	expect(isConnectionError(await failure(chat.me.get()))).toBe(true);
	expect(requests).toHaveLength(4);
});

test("sending is retried only with a nonce", async () => {
	const once = talkingTo(new TypeError("broken"), sent());
	expect(isConnectionError(await failure(once.chat.messages.create("chn_1", { body: "hi" })))).toBe(true);
	expect(once.requests).toHaveLength(1);

	const again = talkingTo(new TypeError("broken"), sent());
	expect((await again.chat.messages.create("chn_1", { body: "hi", nonce: "n1" })).message.id).toBe("msg_1");
	expect(again.requests).toHaveLength(2);
	expect(await again.requests[0]!.text()).toBe(await again.requests[1]!.text());
});

test("a permanent refusal is not retried", async () => {
	const { chat, requests } = talkingTo(refuse(400, "invalid_request"));
	expect(isRequestError(await failure(chat.me.get()), "invalid_request")).toBe(true);
	expect(requests).toHaveLength(1);
});

test("a short Retry-After is waited for, a long one is passed to the caller", async () => {
	vi.useFakeTimers();
	const short = talkingTo(refuse(429, "rate_limited", { "Retry-After": "2" }), Response.json({ user: {} }));
	const me = short.chat.me.get();
	await vi.advanceTimersByTimeAsync(1_900);
	expect(short.requests).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(200);
	await me;
	expect(short.requests).toHaveLength(2);
	vi.useRealTimers();

	const long = talkingTo(refuse(429, "rate_limited", { "Retry-After": "3600" }));
	expect(await failure(long.chat.me.get())).toMatchObject({ code: "rate_limited", retry_after: 3600 });
	expect(long.requests).toHaveLength(1);
});

test("an error of a proxy in front of the server is `unavailable`", async () => {
	const { chat } = talkingTo(new Response("<h1>Bad gateway</h1>", { status: 502 }));
	expect(await failure(chat.me.get())).toMatchObject({ name: "RequestError", code: "unavailable", status: 502 });
});

test("an answer of something other than ClickClack is reported as such", async () => {
	const { chat } = talkingTo(new Response("<h1>Welcome</h1>"));
	expect(String(await failure(chat.me.get()))).toContain("https://chat.test is not a ClickClack server");
});

test("no redirect is followed, and the error names its target without the path", async () => {
	const location = "https://other.test/api/invites/inv_secret";
	for (const status of [301, 302, 303, 307, 308]) {
		const { chat, requests } = talkingTo(new Response(null, { status, headers: { Location: location } }));
		const error = await failure(chat.me.get());
		expect([isRedirectError(error), isConnectionError(error)]).toEqual([true, true]);
		expect(String(error)).toContain("https://chat.test answered with a redirect to https://other.test,");
		expect(requests.map(({ redirect }) => redirect)).toEqual(["manual"]);
	}
});

test("a browser's opaque redirect is recognised too", async () => {
	const opaque = Object.defineProperty(Response.json({}), "type", { value: "opaqueredirect" });
	const chat = new ClickClack({ baseUrl: "https://chat.test", fetch: async () => opaque });
	expect(String(await failure(chat.me.get()))).toContain("a redirect to somewhere else, which is not followed");
});

test("an address with a user and a password is refused, without repeating them", () => {
	const make = () => new ClickClack({ baseUrl: "https://ada:secret@chat.test" });
	expect(make).toThrow(/^baseUrl must not contain a user or password$/);
});

test("a token that no header can hold is refused without being quoted", async () => {
	const { chat, requests } = talkingTo(Response.json({}));
	chat.setToken("sst_secret\n1");
	expect(String(await failure(chat.me.get()))).toBe("TypeError: the token contains invalid characters");
	expect(requests).toHaveLength(0);
});

test("a refusal without a text, or with JSON that is not an object, is an error all the same", async () => {
	const wrong = Response.json({ error: { toString: 1 }, code: [], request_id: 7 }, { status: 400 });
	expect(await failure(talkingTo(wrong).chat.me.get())).toMatchObject({
		message: "https://chat.test answered 400 without a reason",
		code: "unavailable",
		request_id: "",
	});
	for (const body of ["null", "7", '"yes"'])
		expect(String(await failure(talkingTo(new Response(body)).chat.me.get()))).toContain("is not a ClickClack server");
});

test("a server that does not answer is given up after thirty seconds", async () => {
	const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
	const fetch: typeof globalThis.fetch = (_, init) => Promise.reject(init?.signal?.reason);
	const chat = new ClickClack({ baseUrl: "https://chat.test", fetch });
	expect(String(await failure(chat.me.update({ handle: "ada" })))).toContain("no answer within 30 seconds");
	expect(timeout).toHaveBeenCalledWith(30_000);
});

test("signing in keeps the token, signing out forgets it", async () => {
	const { chat, requests } = talkingTo(
		Response.json({ token: "sst_2" }),
		Response.json({ user: {} }),
		Response.json({ ok: true }),
	);
	await chat.auth.consumeMagicLink("mgt_1");
	expect(chat.token).toBe("sst_2");
	await chat.me.get();
	expect(requests[1]!.headers.get("Authorization")).toBe("Bearer sst_2");
	await chat.auth.logout();
	expect(chat.token).toBeUndefined();
});

test("a page of the server holds no token: its cookie signs it in", async () => {
	vi.stubGlobal("location", new URL("https://chat.test/signin"));
	const fetch: typeof globalThis.fetch = async () => Response.json({ token: "sst_2" });
	const own = new ClickClack({ baseUrl: "", fetch });
	await own.auth.consumeMagicLink("mgt_1");
	expect(own.token).toBeUndefined();
	const elsewhere = new ClickClack({ baseUrl: "https://other.test", fetch });
	await elsewhere.auth.consumeMagicLink("mgt_1");
	expect(elsewhere.token).toBe("sst_2");
	vi.unstubAllGlobals();
});
