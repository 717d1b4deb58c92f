import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";

/** A request that the listener itself refuses. */
export class Refusal extends Error {
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}

/** In the Worker's format. Any other error is between the listener and the Worker. */
function refusal(error: Error): { code: ErrorCode; body: string } {
	const isBadPath = (error as NodeJS.ErrnoException).code === "ERR_UNESCAPED_CHARACTERS";
	const known = error instanceof Refusal ? error : isBadPath ? badPath : unavailable;
	const body: ErrorBody = {
		error: known.message,
		code: known.code,
		request_id: `req_${randomUUID().replaceAll("-", "")}`,
	};
	return { code: known.code, body: JSON.stringify(body) };
}

const badPath = new Refusal("invalid_request", "the address is not valid UTF-8: check its percent-encoding");
const unavailable = new Refusal("unavailable", "the server is busy: try again in a moment");

/** With these codes a client may retry by itself. */
const passing: ErrorCode[] = ["rate_limited", "unavailable"];

const headersOf = (code: ErrorCode, body: string) => ({
	...(passing.includes(code) && { "Retry-After": "1" }),
	"Content-Type": "application/json",
	"Content-Length": Buffer.byteLength(body),
	"Cache-Control": "no-store",
	"X-Content-Type-Options": "nosniff",
	Connection: "close",
});

export function refuse(response: ServerResponse, error: Error): void {
	const { code, body } = refusal(error);
	response.writeHead(errorStatus[code], headersOf(code, body)).end(body);
}

/** The same for a bare connection. */
export function rawRefusal(error: Error): string {
	const { code, body } = refusal(error);
	const headers = Object.entries(headersOf(code, body)).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${errorStatus[code]} Refused\r\n${headers.join("")}\r\n${body}`;
}
