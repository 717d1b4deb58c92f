import type { Values } from "./acts.ts";
import { isRedirect, parse, redirection, refusal, silence } from "./answer.ts";
import { ConnectionError } from "./errors.ts";
import { OpenSockets } from "./open-sockets.ts";
import { isRepeatable, pause, retryAfter, retryDelay, within } from "./retry.ts";
import type { Answer, Input, Route } from "./routes.ts";
import { ServerAddress } from "./server-address.ts";
import type { Wire } from "./socket.ts";
import type { UserId } from "./types.ts";

const timeout_ms = 30_000;
const too_late = `gave no answer within ${timeout_ms / 1000} seconds`;

export interface ClientOptions {
	/** the server's address, such as `https://chat.example.com`; it may have a path, but no user or password */
	baseUrl: string;
	/** a session's, a bot's or the operator's token; without one, a page of the server is signed in by its cookie */
	token?: string;
	/** development servers only: act as this person */
	user_id?: UserId;
	fetch?: typeof globalThis.fetch;
	/** opens a socket; by default the runtime's own `WebSocket` */
	connect?: (url: string, protocols: string[]) => Wire | Promise<Wire>;
}

/** Sends requests. Everything about HTTP that is not specific to one noun is here. */
export class Client {
	readonly #options: ClientOptions;
	readonly #server: ServerAddress;
	/** of streams: a request to the same workspace is sent on one */
	readonly sockets = new OpenSockets();
	#sign_ins = 0;
	token: string | undefined;

	constructor(options: ClientOptions) {
		this.#options = options;
		this.#server = new ServerAddress(options.baseUrl);
		this.token = options.token;
	}

	/** Keeps the token of a new session, except in a page of the server, whose cookie scripts cannot read. */
	signIn(token: string): void {
		this.#sign_ins++;
		if (this.token !== undefined || !this.#server.isOfThisPage) this.token = token;
	}

	/** Differs after each sign-in, also where the token is in a cookie. */
	get session(): string {
		return `${this.#sign_ins} ${this.token}`;
	}

	/** @throws {RequestError} the server refused; {ConnectionError} no answer; or the reason of `input.signal` */
	async request<R extends Route>(route: R, input: Input<R>): Promise<Answer<R>> {
		const [method = "", template = ""] = route.split(" ");
		const url = this.#server.url(template, input.path ?? {}, input.query ?? {});
		const canRepeat = isRepeatable(method, input.body);
		for (let attempt = 0; ; attempt++) {
			try {
				const answer = attempt === 0 ? await this.#act<R>(route, url, input, canRepeat) : undefined;
				return answer ?? (await this.#send<R>(method, url, input));
			} catch (error) {
				const delay_ms = canRepeat ? retryDelay(error, attempt) : undefined;
				if (delay_ms === undefined) throw error;
				await pause(delay_ms, input.signal);
				input.signal?.throwIfAborted();
			}
		}
	}

	/** A request for what is not JSON: see download.ts and uploads.ts. */
	prepare<R extends Route>(route: R, { path, query }: Input<R>) {
		const [method = "", template = ""] = route.split(" ");
		const { fetch = globalThis.fetch } = this.#options;
		return {
			fetch,
			url: this.#server.url(template, path ?? {}, query ?? {}),
			headers: this.#headers(method, undefined),
		};
	}

	/** Opens a socket; its token is a subprotocol, the one header that browsers let a page set. */
	async connect(path: string, query: object): Promise<Wire> {
		const { connect = (url, protocols) => new WebSocket(url, protocols) } = this.#options;
		const url = this.#server.url(path, {}, query).href.replace(/^http/, "ws");
		return await connect(url, this.token === undefined ? [] : [`clickclack.bearer.${this.token}`]);
	}

	/** @returns undefined when it has to be sent over HTTP: without a socket, or when it ended and a repeat is harmless */
	async #act<R extends Route>(route: R, url: URL, input: Input<R>, canRepeat: boolean): Promise<Answer<R> | undefined> {
		input.signal?.throwIfAborted();
		const asked = this.sockets.ask(this.session, route, input as Values, canRepeat);
		const outcome = asked && (await within(timeout_ms, asked, input.signal));
		if (outcome === "late") throw silence(url, too_late);
		if (outcome === "cut" && !canRepeat) throw silence(url, "broke the connection");
		if (outcome === undefined || outcome === "cut") return undefined;
		const { status, body, retry_after } = outcome;
		if (status >= 400) throw refusal(url, status, body, retry_after);
		return body as Answer<R>;
	}

	async #send<R extends Route>(method: string, url: URL, input: Input<R>): Promise<Answer<R>> {
		const { response, text } = await this.#exchange(method, url, input);
		if (isRedirect(response)) throw redirection(url, response);
		const { status, headers, ok } = response;
		if (!ok) throw refusal(url, status, parse(text), retryAfter(headers.get("Retry-After")));
		if (status === 204) return { ok: true } as Answer<R>;
		const answer: Answer<R> | undefined = parse(text);
		if (answer === undefined) throw new ConnectionError(`${url.origin} is not a ClickClack server: check the address`);
		return answer;
	}

	async #exchange(method: string, url: URL, { body, signal }: { body?: object; signal?: AbortSignal }) {
		const { fetch = globalThis.fetch } = this.#options;
		const timeout = AbortSignal.timeout(timeout_ms);
		const bound = signal ? AbortSignal.any([signal, timeout]) : timeout;
		const headers = this.#headers(method, body);
		try {
			// "error" would hide that it is a redirect, and the Workers runtime does not support it
			const request = {
				method,
				headers,
				body: body && JSON.stringify(body),
				signal: bound,
				redirect: "manual",
			} as const;
			const response = await fetch(url.href, request);
			return { response, text: await response.text() };
		} catch (cause) {
			signal?.throwIfAborted();
			throw silence(url, timeout.aborted ? too_late : "cannot be reached", cause);
		}
	}

	#headers(method: string, body: object | undefined): Headers {
		const headers = new Headers({ Accept: "application/json" });
		if (body) headers.set("Content-Type", "application/json");
		if (method !== "GET") headers.set("X-ClickClack-CSRF", "1");
		if (this.token !== undefined) authorize(headers, this.token);
		if (this.#options.user_id !== undefined) headers.set("X-ClickClack-User", this.#options.user_id);
		return headers;
	}
}

/** The runtime's own error would quote the token. */
function authorize(headers: Headers, token: string): void {
	try {
		headers.set("Authorization", `Bearer ${token}`);
	} catch {
		throw new TypeError("the token contains invalid characters");
	}
}
