// The Worker as it is, but the Directory answers no workspace. GET /plant gives a workspace jobs that fail; GET /others
// some that do not, and says how many of those from before are left.
import { Directory as ShippedDirectory } from "../durable-objects/directory/directory.ts";
import type { Job } from "../durable-objects/workspace/jobs.ts";
import { Workspace as ShippedWorkspace } from "../durable-objects/workspace/workspace.ts";
import { app } from "../worker/app.ts";

const dead = 500;

let isDead = false;
let workspace = "";

export class Directory extends ShippedDirectory {
	override call(...asked: Parameters<ShippedDirectory["call"]>): ReturnType<ShippedDirectory["call"]> {
		return isDead && asked[0].kind === "system" ? new Promise(() => {}) : super.call(...asked);
	}
}

export class Workspace extends ShippedWorkspace {
	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		workspace = ctx.id.name!;
	}

	#add(kind: Job["kind"] | "unknown", subject: string, count: number): void {
		this.ctx.storage.sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO jobs (kind, subject, due_at, attempts, payload_json)
			SELECT ?, replace(?, '#', i), ?, 0, '{"user_id":"usr_0","conversation_id":"chn_0"}' FROM n`,
			count,
			kind,
			subject,
			new Date().toISOString(),
		);
		void this.ctx.storage.setAlarm(Date.now());
	}

	/** For one receiver that is dead, for many that are, and of a kind that nobody knows. */
	plant(): void {
		this.#add("indexMembership", "one", dead);
		this.#add("indexMembership", "one of many #", dead);
		this.#add("unknown", "unknown", dead);
	}

	others(): number {
		const [left] = this.ctx.storage.sql.exec<{ n: number }>(
			"SELECT count(*) AS n FROM jobs WHERE kind = 'eraseConversation'",
		);
		this.#add("eraseConversation", "erasing", 5);
		return left!.n;
	}
}

/** A workspace from outside. */
interface Planted {
	plant: () => Promise<void>;
	others: () => Promise<number>;
}

export default {
	async fetch(request, env, ctx) {
		const { pathname } = new URL(request.url);
		const object = () => env.WORKSPACE.getByName(workspace) as unknown as Planted;
		if (pathname === "/others") return new Response(String(await object().others()));
		if (pathname !== "/plant") return app.fetch(request, env, ctx);
		isDead = true;
		await object().plant();
		return new Response();
	},
} satisfies ExportedHandler<Env>;
