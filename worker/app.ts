import { operations } from "@clickclack/protocol";
import type { App } from "./context.ts";
import { Hono } from "hono";
import { checkAddress } from "./middleware/address.ts";
import { isConfigured } from "./middleware/configuration.ts";
import { errors } from "./middleware/errors.ts";
import { prepareHeaders } from "./middleware/headers.ts";
import { takeToken } from "./middleware/limits.ts";
import { checkListener } from "./middleware/listener.ts";
import { notFound } from "./middleware/not-found.ts";
import { allowPublicOrigin, answerPreflight } from "./middleware/origin.ts";
import { nameRequest } from "./middleware/request-id.ts";
import { mount } from "./mount.ts";
import { assets } from "./routes/assets.ts";
import { respond } from "./respond.ts";
import { docs } from "./routes/docs.ts";
import { health } from "./routes/health.ts";
import { handlers } from "./routes/index.ts";
import { metrics } from "./routes/metrics.ts";

export const app = new Hono<App>();

// combined into one: each further middleware costs more than its work
app.use(async (c, next) => {
	nameRequest(c);
	prepareHeaders(c);
	if (!isConfigured(c)) return respond(c, health.health(), 200);
	checkAddress(c);
	checkListener(c);
	// before the first refusal, so that a page can read it
	allowPublicOrigin(c);
	takeToken(c, "any");
	const preflight = answerPreflight(c);
	if (preflight) return preflight;
	await next();
	return undefined;
});
app.onError(errors).notFound(notFound);

for (const route of Object.values(operations)) mount(app, route, handlers[route.name]);
app.route("/", metrics).route("/", docs).route("/", assets);
