import type { App } from "./context.ts";
import { Hono } from "hono";
import { checkAddress } from "./middleware/address.ts";
import { errors } from "./middleware/errors.ts";
import { prepareHeaders } from "./middleware/headers.ts";
import { spendAttempt } from "./middleware/limits.ts";
import { checkListener } from "./middleware/listener.ts";
import { notFound } from "./middleware/not-found.ts";
import { nameRequest } from "./middleware/request-id.ts";
import { admin } from "./routes/admin.ts";
import { assets } from "./routes/assets.ts";
import { auth } from "./routes/auth.ts";
import { channelMembers } from "./routes/channel-members.ts";
import { channels } from "./routes/channels.ts";
import { docs } from "./routes/docs.ts";
import { health } from "./routes/health.ts";
import { invites } from "./routes/invites.ts";
import { jobs } from "./routes/jobs.ts";
import { me } from "./routes/me.ts";
import { members } from "./routes/members.ts";
import { messages } from "./routes/messages.ts";
import { reactions } from "./routes/reactions.ts";
import { reads } from "./routes/reads.ts";
import { realtime } from "./routes/realtime.ts";
import { search } from "./routes/search.ts";
import { snapshot } from "./routes/snapshot.ts";
import { threads } from "./routes/threads.ts";
import { workspaces } from "./routes/workspaces.ts";

export const app = new Hono<App>();

// in one go: a middleware of its own costs each of these more than its work
app.use(async (c, next) => {
	nameRequest(c);
	prepareHeaders(c);
	checkAddress(c);
	checkListener(c);
	spendAttempt(c, "any");
	await next();
});
app.onError(errors).notFound(notFound);

app.route("/", messages).route("/", threads).route("/", reactions).route("/", reads);
app
	.route("/", channels)
	.route("/", channelMembers)
	.route("/", members)
	.route("/", invites)
	.route("/", workspaces)
	.route("/", snapshot);
app.route("/", realtime).route("/", search);
app.route("/", auth).route("/", me).route("/", admin).route("/", jobs);
app.route("/", health).route("/", docs).route("/", assets);
