import {
	ConnectionError,
	isConnectionError,
	isPassing,
	isRequestError,
	pause,
	RequestError,
	type Upload,
	type WorkspaceId,
} from "@clickclack/sdk";
import { refusals } from "../client.ts";
import * as strings from "../strings/uploads.ts";

/** What is said of a file beside its bytes. */
export interface About {
	workspace_id: WorkspaceId;
	nonce: string;
	width?: number | undefined;
	height?: number | undefined;
	duration_ms?: number | undefined;
	placeholder?: string | undefined;
}

interface Sending {
	/** told how much of it has left, from 0 to 1 */
	onprogress: (part: number) => void;
	signal: AbortSignal;
}

const max_attempts = 4;
const wait_base_ms = 1_000;

/** Uploads a file; again after a lost answer: the nonce makes it one. @throws what the server says against it */
export async function transfer(file: File, about: About, sending: Sending): Promise<Upload> {
	for (let attempt = 1; ; attempt++)
		try {
			return await send(file, about, sending);
		} catch (error) {
			// an attempt whose answer was lost may still be under way
			const isBegun = isRequestError(error, "conflict");
			const mayRepeat = navigator.onLine && (isPassing(error) || isBegun) && attempt < max_attempts;
			if (sending.signal.aborted || !mayRepeat) throw error;
			const asked_ms = isRequestError(error) ? (error.retry_after ?? 0) * 1_000 : 0;
			await pause(Math.max(asked_ms, wait_base_ms * 2 ** (attempt - 1)), sending.signal);
		}
}

/** By XMLHttpRequest: fetch does not tell how much has left. */
function send(file: File, about: About, { onprogress, signal }: Sending): Promise<Upload> {
	const given = Object.entries(about).filter(([, value]) => value !== undefined);
	const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
	const form = new FormData();
	form.append("file", file, file.name);
	const request = new XMLHttpRequest();
	return new Promise<Upload>((resolve, reject) => {
		request.open("POST", `/api/uploads?${query}`);
		request.setRequestHeader("X-ClickClack-CSRF", "1");
		request.responseType = "json";
		request.upload.addEventListener("progress", ({ loaded, total }) => onprogress(total ? loaded / total : 0));
		request.addEventListener("load", () => {
			const answer = request.response as { upload?: Upload } | null;
			if (answer?.upload && request.status < 300) return resolve(answer.upload);
			if (request.status === 401) refusals.dispatchEvent(new Event("unauthorized"));
			reject(refusal(request));
		});
		request.addEventListener("error", () =>
			reject(new ConnectionError(navigator.onLine ? strings.broken : strings.offline)),
		);
		request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
		signal.addEventListener("abort", () => request.abort());
		request.send(form);
	});
}

function refusal(request: XMLHttpRequest): Error {
	const { status } = request;
	const body = request.response as { error: string; code: RequestError["code"]; request_id: string } | null;
	if (typeof body?.code !== "string") return new ConnectionError(strings.broken);
	const after = Number(request.getResponseHeader("Retry-After"));
	return new RequestError({ ...body, status, ...(after && { retry_after: after }) });
}

/** Why a file did not arrive. One that was changed since it was chosen breaks off like a connection. */
export async function whyNot(failure: unknown, file: File): Promise<string> {
	if (!isConnectionError(failure)) return "";
	try {
		await file.slice(0, 1).arrayBuffer();
		return failure.message;
	} catch {
		return strings.unreadable;
	}
}
