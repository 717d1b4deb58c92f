import { type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";
import { type Operation, contract, operationsAt } from "../operations.ts";
import type { Answer, Reply } from "../http.ts";
import type { Request } from "../request.ts";
import { wrongAnswer } from "../schemas.ts";
import { ofTaking } from "./accepted.ts";

/** The answers that set or clear the session's cookie. */
const signing = new Set(["consumeMagicLink", "logout", "acceptInvite"]);
const always: [name: string, value: RegExp][] = [
	["x-request-id", /^req_[0-9a-f]{32}$/],
	["x-correlation-id", /^[A-Za-z0-9._:-]{1,128}$/],
	["x-content-type-options", /^nosniff$/],
	["cache-control", /^no-store$/],
	["content-type", /^application\/json$/],
];

const headerOf = ({ headers }: Pick<Answer, "headers">, wanted: string): string | undefined =>
	headers.find(([name]) => name === wanted)?.[1];

function pathOf({ path }: Request): string | undefined {
	try {
		// an address is taken as it stands: nobody folds its dots
		return decodeURI(path.replace(/^https?:\/\/[^/]*/, "").replace(/[?#].*$/s, ""));
	} catch {
		return undefined;
	}
}

/** The operation that an address and a method mean. */
export function meant(request: Request): Operation | undefined {
	const method = request.method === "HEAD" ? "GET" : request.method;
	return operationsAt(pathOf(request) ?? "").find((operation) => operation.method === method);
}

/** A head that is longer never reaches the product, on some servers. */
const longest_head = 8_000;

/** What workerd says by itself, before the product has seen anything of the request. */
const isRuntimes = (reply: Answer): boolean =>
	headerOf(reply, "x-request-id") === undefined &&
	(headerOf(reply, "content-type") ?? "text/plain").startsWith("text/plain");

export function complaintsOf(request: Request, reply: Reply): string[] {
	if (reply === "hung") return ["no answer for ten seconds"];
	if (reply === "closed") return request.isMalformed ? [] : ["hung up without an answer"];
	const isBeyondRuntime = request.isMalformed || request.head.length > longest_head;
	if (isBeyondRuntime && isRuntimes(reply)) return reply.status === 500 ? ["the runtime answered 500"] : [];
	if (reply.status >= 500) return [`answered ${reply.status}: ${reply.body}`];
	if (reply.status === 101) return meant(request)?.answers["101"] ? [] : ["switched protocols"];
	const operation = meant(request);
	// an act is answered without headers
	const found = [...(reply.headers.length > 0 ? ofHeaders(reply, operation) : []), ...ofStatus(reply, operation)];
	if (request.method === "HEAD") return reply.body === "" ? found : [...found, "a HEAD with a body"];
	const taking = request.isMalformed ? [] : [...ofTaking(request, reply, operation), ...ofRefusing(request, reply)];
	return [...found, ...ofBody(reply, operation), ...taking];
}

/** What was refused at the first door, and so changed nothing, is refused at the other one too, and in the same words. */
export function differencesOf(request: Request, first: Reply, second: Reply): string[] {
	if (typeof first === "string" || typeof second === "string") return [];
	if ([first, second].some((reply) => reply.headers.length > 0 && isRuntimes(reply))) return [];
	const [one, other] = [first, second].map(({ body }) => JSON.parse(body) as ErrorBody) as [ErrorBody, ErrorBody];
	// the socket does not look in other workspaces: R34
	const isAboutOthers = ["getMessageByNonce", "getUploadByNonce"].includes(meant(request)?.name ?? "");
	const isAlike = first.status < 300 || isAboutOthers || (one.code === other.code && one.error === other.error);
	const told = () => `${one.code} (${one.error}), then ${second.status} ${other.code} (${other.error})`;
	return isAlike ? [] : [`two answers to the same, over HTTP and on a socket: ${told()}`];
}

/** What is asked of another workspace on a socket is not done. @param act the answer, where it was an act */
export function elsewhereOf(act: Reply | undefined): string[] {
	// what may be repeated answers without an event where it changes nothing
	const isDone = act !== undefined && typeof act !== "string" && act.status < 300 && act.body !== "{}";
	return isDone ? [`a socket acted in another workspace: ${act.status} ${act.body.slice(0, 120)}`] : [];
}

/** Whether it is a file of another type, which the document has for this answer. */
export const isFile = (reply: Answer, operation: Operation | undefined): boolean =>
	(operation?.answers[reply.status]?.others ?? []).some((type) => headerOf(reply, "content-type")?.startsWith(type));

function ofHeaders(reply: Answer, operation: Operation | undefined): string[] {
	const found: string[] = [];
	// a file is kept by who may have it, who asks each time whether that is still so
	const ofFiles = new Set(isFile(reply, operation) || reply.status === 304 ? ["content-type", "cache-control"] : []);
	const due = always.filter(([name]) => !ofFiles.has(name));
	for (const [name, value] of due)
		if (!value.test(headerOf(reply, name) ?? "")) found.push(`the header ${name} is ${headerOf(reply, name)}`);
	if (headerOf(reply, "set-cookie") !== undefined && !signing.has(operation?.name ?? "")) found.push("a cookie");
	for (const name of operation?.answers[reply.status]?.headers ?? [])
		if (headerOf(reply, name.toLowerCase()) === undefined) found.push(`no header ${name}`);
	if (reply.status === 405 && !headerOf(reply, "allow")) found.push("405 without Allow");
	if (reply.status === 429 && !headerOf(reply, "retry-after")) found.push("429 without Retry-After");
	for (const [name, { length }] of Map.groupBy(reply.headers, ([name]) => name))
		if (length > 1) found.push(`${length} headers ${name}`);
	return found;
}

function ofStatus({ status, body }: Answer, operation: Operation | undefined): string[] {
	if (operation) return operation.answers[status] ? [] : [`the document has no ${status}: ${body.slice(0, 120)}`];
	return status === 404 || status === 405 || status === 400 ? [] : [`no such operation, and ${status}`];
}

function ofBody(reply: Answer, operation: Operation | undefined): string[] {
	if (isFile(reply, operation)) return [];
	if (reply.status === 204 || reply.status === 304) return reply.body === "" ? [] : [`${reply.status} with a body`];
	let value: unknown;
	try {
		value = JSON.parse(reply.body);
	} catch {
		return [`no JSON: ${reply.body.slice(0, 200)}`];
	}
	if (reply.status >= 400) return ofFailure(reply, value, operation);
	const schema = operation?.answers[reply.status]?.schema;
	const wrong = schema && wrongAnswer(schema, value);
	return wrong === undefined ? [] : [`${reply.status}: ${wrong}`];
}

function ofFailure(reply: Answer, value: unknown, operation: Operation | undefined): string[] {
	const wrong = wrongAnswer(contract.components.schemas["Error"]!, value);
	if (wrong !== undefined) return [`${reply.status}: ${wrong}`];
	const { code, request_id, error } = value as ErrorBody;
	const found: string[] = [];
	if (errorStatus[code] !== reply.status) found.push(`${code} with ${reply.status}`);
	if (request_id !== (headerOf(reply, "x-request-id") ?? request_id)) found.push("two request ids");
	if (!always[0]![1].test(request_id)) found.push(`the request id is ${request_id}`);
	if (error === "" || /\bat .*\.[jt]s\b|SQLITE|TypeError/.test(error)) found.push(`not for people: ${error}`);
	if (operation && !operation.answers[reply.status]?.codes.includes(code) && !unlisted.has(code))
		found.push(`the document has no ${code} (${reply.status}): ${error}`);
	return found;
}

/** Codes that any address may answer with, because of how it is written. */
const unlisted = new Set<ErrorCode>(["invalid_json", "route_not_found", "method_not_allowed"]);

/** What the document has no way to say, or can only say in words. */
const unwritten =
	/mutually exclusive|give an emoji or a text|give either|give one of them|nested thread replies|say who you are|magic link|is reserved|cursor: |token_invalid|nonce_conflict|in plain letters|must have a letter, a digit or an emoji|in lower case|each name once|kind cannot change|new members join public channels only|not a cursor|must be a next_cursor|typing events require|direct conversation (?:needs|has)|scope=all is for|quoted message is not in|each option once|each file once|reply body is required|give workspace_id in the query|would be empty|each address once|the new owner|closes_at must be|must be within 366 days|must be later than now|give one of quoted_message_id|no such option|takes one choice|calls several people at once|message body is required|the newest message here is|does not belong to this search|must be a time zone|at most 16 operators|cannot be scheduled|replies have no topic|has no such topic|is for replies|have topics, replies have none|at most [\d,]+ bytes|needs a letter or a digit|must be a PNG|pixels a side|of: give it with json and csv/;

/** Nothing is refused as wrong that the document allows. */
const ofRefusing = ({ isValid }: Request, { status, body }: Answer): string[] =>
	isValid && status === 400 && !unwritten.test(body) ? [`refused what the document allows: ${body.slice(0, 300)}`] : [];
