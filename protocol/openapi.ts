import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { Act, isAct } from "./acts.ts";
import { answerSchema } from "./answers.ts";
import { ErrorBody, type ErrorCode, errorStatus } from "./errors.ts";
import { ServerEvent, ServerFrame } from "./frames.ts";
import { bodySchema, mediaType, needsBody } from "./input.ts";
import { limits } from "./limits.ts";
import { operations } from "./operations.ts";
import type { Access, Route, Success } from "./route.ts";

const info = {
	title: "ClickClack",
	version: "0.1.0",
	description:
		"Self-hostable team chat. Everything that the app does is in this API. The socket is described in REALTIME.md. For each operation `x-access` is the required credential (a scope can be granted to a bot), and `x-who` says which of its holders may call it; one with `x-act` can be called on a socket too. Something hidden from the caller answers 404, like something that does not exist. In a request an optional member that is null counts as absent, and so does an empty query parameter, and an empty text where a field takes only texts of one form (an id, one of a list, a time, a handle, a slug), unless the schema allows it.",
	license: { name: "MIT", identifier: "MIT" },
};

/** With these codes a client may retry by itself. */
const retry = {
	"Retry-After": {
		schema: { type: "integer" as const, minimum: 1 },
		description: "Seconds to wait before a retry",
	},
};
const passing: number[] = [errorStatus.rate_limited, errorStatus.unavailable];

/** The shared error answer of a status is named after the first code with that status. */
const failureName = (status: number): string => Object.entries(errorStatus).find(([, same]) => same === status)![0];

/** One answer for each failing status, shared by all routes. */
function registerFailures(registry: OpenAPIRegistry) {
	const content = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
	for (const [status, same] of Map.groupBy(Object.entries(errorStatus), ([, status]) => status))
		registry.registerComponent("responses", failureName(status), {
			description: same.map(([code]) => code).join(", "),
			...(passing.includes(status) && { headers: retry }),
			content,
		});
}

/** The description lists the codes of this operation. */
function failures(codes: ErrorCode[]) {
	const byStatus = Map.groupBy(new Set(codes), (code) => errorStatus[code]);
	return [...byStatus].map(([status, same]) => [
		status,
		{ $ref: `#/components/responses/${failureName(status)}`, description: same.join(", ") },
	]);
}

function successes(route: Route) {
	return Object.entries(route.answers).map(([status, [, description, headers]]) => {
		const schema = answerSchema(route, Number(status) as Success);
		const others = Object.fromEntries((route.alsoAs ?? []).map((type) => [type, {}]));
		const content = status !== "204" &&
			status !== "304" &&
			(schema ?? route.alsoAs) && {
				content: { ...(schema && { "application/json": { schema } }), ...others },
			};
		return [status, { description, ...content, ...(headers && { headers }) }];
	});
}

function request(route: Route): NonNullable<RouteConfig["request"]> {
	const { params, query, body } = route;
	const schema = bodySchema(route);
	const content = body && { [mediaType(body)]: schema ? { schema } : {} };
	return {
		...(params && { params }),
		...(query && { query: query as NonNullable<RouteConfig["request"]>["query"] }),
		...(content && { body: { ...(needsBody(route) && { required: true }), content } }),
	};
}

function security(access: Access): Record<string, string[]>[] {
	if (access === "public") return [];
	return access === "operator" ? [{ operator: [] }] : [{ bearer: [] }, { cookie: [] }];
}

const described = (route: Route): RouteConfig => ({
	operationId: route.name,
	tags: [route.tag],
	summary: route.summary,
	"x-access": route.access,
	"x-who": route.who,
	...(isAct(route) && { "x-act": true }),
	security: security(route.access),
	method: route.method,
	path: route.path,
	request: request(route),
	responses: Object.fromEntries([...successes(route), ...failures(route.fails)]),
	...(route.limit !== "any" && { "x-rate-limit": limits[route.limit] }),
});

/** The whole contract as an OpenAPI 3.1 document. */
export function openapi() {
	const registry = new OpenAPIRegistry();
	registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
	registry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "cc_session" });
	registry.registerComponent("securitySchemes", "operator", {
		type: "http",
		scheme: "bearer",
		description: "ADMIN_TOKEN, which `npm run deploy` sets",
	});
	registerFailures(registry);
	const all: Route[] = Object.values(operations);
	for (const route of all) registry.registerPath(described(route));
	const servers = [{ url: "/", description: "This server" }];
	const tags = [...new Set(all.map((route) => route.tag))].map((name) => ({ name }));
	const schemas = [ErrorBody, Act, ServerEvent, ServerFrame].map((schema) => ({ type: "schema" as const, schema }));
	return new OpenApiGeneratorV31([...schemas, ...registry.definitions]).generateDocument({
		openapi: "3.1.0",
		info,
		servers,
		tags,
	});
}
