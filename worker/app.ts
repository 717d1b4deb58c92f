import type { App } from "./context.ts";
import { Hono } from "hono";
import { address } from "./middleware/address.ts";
import { errors } from "./middleware/errors.ts";
import { headers } from "./middleware/headers.ts";
import { limited } from "./middleware/limits.ts";
import { notFound } from "./middleware/not-found.ts";
import { requestId } from "./middleware/request-id.ts";
import { admin } from "./routes/admin.ts";
import { assets } from "./routes/assets.ts";
import { auth } from "./routes/auth.ts";
import { channelMembers } from "./routes/channel-members.ts";
import { channels } from "./routes/channels.ts";
import { docs } from "./routes/docs.ts";
import { health } from "./routes/health.ts";
import { invites } from "./routes/invites.ts";
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

app.use(requestId, headers, address, limited("any"));
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
app.route("/", auth).route("/", me).route("/", admin);
app.route("/", health).route("/", docs).route("/", assets);
