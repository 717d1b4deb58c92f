import type { Actor } from "@clickclack/durable-objects/actor";
import { type WorkspaceClient, actingAs } from "@clickclack/durable-objects/workspace/client";
import type { Workspace } from "@clickclack/durable-objects/workspace/workspace";
import { tagOfToken } from "@clickclack/durable-objects/tokens";
import { ChatError, type Route, type TaggedId, routeTag, tagOf } from "@clickclack/protocol";
import type { Context } from "../context.ts";

/** The object of the workspace that an id, a public route id or an invite's token belongs to. Nothing else finds one. */
export function stubOf(c: Context, id: string): DurableObjectStub<Workspace> {
	const tag = tagOf(id as TaggedId) ?? routeTag(id) ?? tagOfToken(id);
	if (tag === undefined) throw new ChatError("not_found", "not found");
	return c.env.WORKSPACE.getByName(tag);
}

export const workspaceOf = (c: Context, id: string, actor: Actor = c.get("actor")): WorkspaceClient =>
	actingAs(stubOf(c, id), actor);

/** The workspace of an operation, taken from where its definition says. */
export function resolveWorkspace(c: Context, { workspace, params }: Route, input: object): void {
	const isInPath = workspace !== "query" && workspace !== "body";
	const [first = "workspace_id"] = isInPath ? Object.keys(params!.shape) : [];
	const { [first]: id, conversation_id } = input as Record<string, string>;
	const found = id ?? conversation_id;
	// an upload may have it in its form
	if (found !== undefined) c.set("workspace", workspaceOf(c, found));
}
