import type { Page, Route, WebSocketRoute } from "@playwright/test";
import { acts } from "../../sdk/generated-act-names.ts";

/** A call of an operation that a page makes, on its socket or over HTTP, and what can become of it. */
export interface Call {
	pass: () => unknown;
	/** answers in place of the server */
	answer: (status: number, body: object) => unknown;
	/** breaks the connection before the server gets it */
	lose: () => unknown;
	/** breaks the connection after the server has done it, before its answer arrives */
	loseAnswer: () => unknown;
}

function overHttp(route: Route): Call {
	return {
		pass: () => route.continue(),
		answer: (status, json) => route.fulfill({ status, json }),
		lose: () => route.abort(),
		loseAnswer: async () => {
			await route.fetch();
			await route.abort();
		},
	};
}

interface Frame {
	act?: number;
	name?: string;
	answer?: number;
}
const parse = (message: string | Buffer): Frame =>
	typeof message === "string" && message.startsWith("{") ? (JSON.parse(message) as Frame) : {};

type Handle = (call: Call) => unknown;
/** for each page: of two handlers of its sockets only the last would be asked */
const handled = new WeakMap<Page, Map<string, Handle>>();

function onSocket(page: WebSocketRoute, handles: Map<string, Handle>): void {
	const server = page.connectToServer();
	const cut = new Set<number | undefined>();
	const end = () => page.close({ code: 1011 });
	page.onMessage((message) => {
		const { act, name = "" } = parse(message);
		const pass = () => server.send(message);
		const handle = handles.get(name);
		if (!handle) return pass();
		const answer = (status: number, body: object) => page.send(JSON.stringify({ answer: act, status, body }));
		const loseAnswer = () => {
			cut.add(act);
			pass();
		};
		void handle({ pass, answer, lose: end, loseAnswer });
	});
	server.onMessage((message) => {
		const { answer } = parse(message);
		if (answer !== undefined && cut.has(answer)) void end();
		else page.send(message);
	});
}

/** Decides what becomes of a page's calls of an operation, however it makes them. To be set before the page is opened. */
export async function onCall(page: Page, operation: string, handle: Handle): Promise<void> {
	const [method, path = ""] = Object.entries(acts)
		.find(([, name]) => name === operation)![0]
		.split(" ");
	const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
	await page.route(
		({ pathname }) => pattern.test(pathname),
		(route) => (route.request().method() === method ? handle(overHttp(route)) : route.fallback()),
	);
	const handles = handled.get(page) ?? new Map<string, Handle>();
	handles.set(operation, handle);
	if (handled.has(page)) return;
	handled.set(page, handles);
	await page.routeWebSocket(/realtime\/ws/, (socket) => onSocket(socket, handles));
}
