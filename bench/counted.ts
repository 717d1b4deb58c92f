// The Worker as it is, with one thing more: GET /rows tells how many rows were written since it started.
import { Workspace as Shipped } from "../durable-objects/workspace/workspace.ts";
import { app } from "../worker/app.ts";

export { Directory } from "../durable-objects/directory/directory.ts";

let rows_written = 0;

export class Workspace extends Shipped {
	constructor(ctx: DurableObjectState, env: Env) {
		const { sql } = ctx.storage;
		const exec = sql.exec.bind(sql);
		const counting = (...args: Parameters<typeof exec>) => {
			const cursor = exec(...args);
			const rows = cursor.toArray(); // a cursor counts while it is read
			rows_written += cursor.rowsWritten;
			return { toArray: () => rows };
		};
		Object.defineProperty(sql, "exec", { value: counting });
		super(ctx, env);
	}
}

export default {
	fetch: (request, env, ctx) =>
		new URL(request.url).pathname === "/rows" ? new Response(String(rows_written)) : app.fetch(request, env, ctx),
} satisfies ExportedHandler<Env>;
