import type { Actor } from "@clickclack/durable-objects/actor";
import { type WorkspaceClient, actingAs } from "@clickclack/durable-objects/workspace/client";
import type { Workspace } from "@clickclack/durable-objects/workspace/workspace";
import { tagOfToken } from "@clickclack/durable-objects/tokens";
import { ChatError, tagOf } from "@clickclack/protocol";
import type { Context } from "../context.ts";

/** The object of the workspace that an id or an invite's token belongs to: the only place that finds one. */
export function stubOf(c: Context, id: string): DurableObjectStub<Workspace> {
	const tag = tagOf(id) ?? tagOfToken(id);
	if (tag === undefined) throw new ChatError("not_found", "not found");
	return c.env.WORKSPACE.getByName(tag);
}

export const doorOf = (c: Context, id: string, actor: Actor = c.get("actor")): WorkspaceClient =>
	actingAs(stubOf(c, id), actor);

/** The workspace that the path's first id or the query names. A query without one is for the validator to refuse. */
export function enterWorkspace(c: Context): void {
	const [id] = Object.values<string>(c.req.param());
	const named = c.req.query("workspace_id") ?? "";
	if (id !== undefined) c.set("workspace", doorOf(c, id));
	else if (tagOf(named)) c.set("workspace", doorOf(c, named));
}
