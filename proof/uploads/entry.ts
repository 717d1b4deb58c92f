// The Worker as it is, with three things more: /bucket, which lists what is stored, the /clock of proof/authz, and
// /ring?tag=, which lets an object do what is due by that clock: the runtime's own alarm goes by the real one.
import timed, { Workspace as Shipped } from "../authz/entry.ts";

export { Directory } from "../authz/entry.ts";

export class Workspace extends Shipped {
	async ring(): Promise<void> {
		await this.alarm();
	}
}

export default {
	async fetch(request, env, ctx) {
		const { pathname, searchParams } = new URL(request.url);
		if (pathname === "/ring") {
			const named = env.WORKSPACE.getByName(searchParams.get("tag")!) as unknown as Pick<Workspace, "ring">;
			await named.ring();
			return new Response();
		}
		if (pathname !== "/bucket") return await timed.fetch(request, env, ctx);
		const { objects } = await env.UPLOADS.list();
		return Response.json(objects.map(({ key }) => key));
	},
} satisfies ExportedHandler<Env>;
