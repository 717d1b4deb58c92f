import {
	type OperationName,
	type Route,
	answerOf,
	isForDirectory,
	needsBody,
	type operations,
	parseInput,
} from "@clickclack/protocol";
import type { Hono } from "hono";
import type { App, Context } from "./context.ts";
import { onThisServer } from "./links.ts";
import { actorOf } from "./middleware/actor.ts";
import { readBody } from "./middleware/body.ts";
import { takeToken } from "./middleware/limits.ts";
import { directoryOf } from "./middleware/directory.ts";
import { resolveWorkspace } from "./middleware/workspace.ts";
import { counted, respond } from "./respond.ts";

/** Runs an operation: returns what its command would, or a whole response. */
export type Handler = (c: Context, input: never) => unknown;

/** Handlers by operation name. */
export type Handlers = {
	[Name in OperationName]?: (
		c: Context,
		input: Input<Name>,
	) => Result<Name> | Promise<Result<Name>> | Promise<Response>;
};
type Types<Name extends OperationName> = NonNullable<(typeof operations)[Name]["types"]>;
type Input<Name extends OperationName> = Types<Name>["input"];
type Result<Name extends OperationName> = Types<Name>["result"] | Response;

/** Runs the command with the operation's name on the object that it belongs to. */
function command(route: Route): Handler {
	return (c, input) => {
		const object: object = isForDirectory(route, input) ? c.var.directory : c.var.workspace;
		return (object as Record<string, (input: object) => unknown>)[route.name]!(input);
	};
}

/** A parameter that appears once has its value, a repeated one an array. */
const queryOf = (c: Context): object =>
	Object.fromEntries(
		Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
	);

/**
 * Serves an operation. All checks of its definition run here, in one middleware, because each further one, and each
 * promise, costs a request more than the checks themselves.
 */
export function mount(app: Hono<App>, route: Route, handler: Handler = command(route)): void {
	const isBodyNeeded = needsBody(route);
	// `{id}` in the definition is `:id` to Hono
	app.on([route.method], [route.path.replaceAll(/\{(\w+)\}/g, ":$1")], async function operation(c) {
		c.set("route", route.name);
		// the limit "any" was counted before for every request
		if (route.limit !== "any") takeToken(c, route.limit);
		c.set("actor", await actorOf(c, route.access));
		const body = route.body && (await readBody(c, route, isBodyNeeded));
		const { correlation_id } = c.var;
		const input = parseInput(route, { params: c.req.param(), query: route.query && queryOf(c), body, correlation_id });
		if (isForDirectory(route, input)) c.set("directory", directoryOf(c.env, c.var.actor));
		else resolveWorkspace(c, route, input);
		const result = await handler(c, input as never);
		if (result instanceof Response) return counted(c, result);
		const { status, body: answer } = answerOf(route, result, (path) => onThisServer(c, path));
		return counted(c, respond(c, answer, status));
	});
}
