import { routes } from "@clickclack/protocol/openapi";

const known = Object.values(routes)
	.flatMap((noun) => Object.values(noun))
	.map(({ method, path }) => ({
		method: method.toUpperCase(),
		path: new RegExp(`^${path.replaceAll(/\{.+?\}/g, "[^/]+")}$`),
	}));

/** The methods that a path has; none for a path that is not ours. */
export const methodsOf = (path: string): string[] =>
	known.filter((route) => route.path.test(path)).map(({ method }) => method);
