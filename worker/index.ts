import { app } from "./app.ts";

export { Directory } from "@clickclack/durable-objects/directory/directory";
export { Workspace } from "@clickclack/durable-objects/workspace/workspace";

export default { fetch: app.fetch };
