import { createRoute, z } from "@hono/zod-openapi";
import { answer, operation } from "./route.ts";

const Status = z.object({ status: z.string() }).meta({ id: "Status" });
const live = operation("health", "operations", "The process answers", "public", "anybody");
const ready = operation("ready", "operations", "Storage answers", "public", "anybody", ["unavailable"]);

export const healthRoutes = {
	live: createRoute({
		...live.about,
		method: "get",
		path: "/healthz",
		responses: { 200: answer(Status, "Alive"), ...live.failures },
	}),
	ready: createRoute({
		...ready.about,
		method: "get",
		path: "/readyz",
		responses: { 200: answer(Status, "Ready"), ...ready.failures },
	}),
};
