import * as z from "zod";
import { route, routes } from "./route.ts";

const Status = z.object({ status: z.string() }).meta({ id: "Status" });

export const healthRoutes = routes("operations", {
	health: route("GET /healthz", "The process is alive", {
		access: "public",
		who: "anybody",
		limit: "any",
		answers: { 200: [Status, "Alive"] },
	}),
	ready: route("GET /readyz", "Storage answers", {
		access: "public",
		who: "anybody",
		limit: "any",
		answers: { 200: [Status, "Ready"] },
		fails: ["unavailable"],
	}),
});
