import { z } from "zod";
import { routes } from "./route.ts";

const Status = z.object({ status: z.string() }).meta({ id: "Status" });

export const healthRoutes = routes("operations", {
	health: {
		summary: "The process answers",
		at: "GET /healthz",
		access: "public",
		who: "anybody",
		limit: "any",
		answers: { 200: [Status, "Alive"] },
	},
	ready: {
		summary: "Storage answers",
		at: "GET /readyz",
		access: "public",
		who: "anybody",
		limit: "any",
		answers: { 200: [Status, "Ready"] },
		fails: ["unavailable"],
	},
});
