import { operations } from "@clickclack/protocol";
import type { App } from "./context.ts";
import { Hono } from "hono";
import { checkAddress } from "./middleware/address.ts";
import { errors } from "./middleware/errors.ts";
import { prepareHeaders } from "./middleware/headers.ts";
import { takeToken } from "./middleware/limits.ts";
import { checkListener } from "./middleware/listener.ts";
import { notFound } from "./middleware/not-found.ts";
import { nameRequest } from "./middleware/request-id.ts";
import { mount } from "./mount.ts";
import { assets } from "./routes/assets.ts";
import { docs } from "./routes/docs.ts";
import { handlers } from "./routes/index.ts";

export const app = new Hono<App>();

// in one go: a middleware of its own costs each of these more than its work
app.use(async (c, next) => {
	nameRequest(c);
	prepareHeaders(c);
	checkAddress(c);
	checkListener(c);
	takeToken(c, "any");
	await next();
});
app.onError(errors).notFound(notFound);

for (const route of Object.values(operations)) mount(app, route, handlers[route.name]);
app.route("/", docs).route("/", assets);
