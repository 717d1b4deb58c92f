// The Worker as it is, with two things more: a look at every row (see proof/fuzz/entry.ts), and /clock?ahead_ms=, which
// sets its clock, so that things can have expired.
import watched from "../fuzz/entry.ts";

export { Directory, Workspace } from "../fuzz/entry.ts";

const RealDate = Date;
let ahead_ms = 0;

globalThis.Date = class extends RealDate {
	constructor(...given: [] | [number | string | Date]) {
		super(given.length === 0 ? Date.now() : given[0]);
	}
	static override now(): number {
		return RealDate.now() + ahead_ms;
	}
} as DateConstructor;

export default {
	fetch(request, env, ctx) {
		const url = new URL(request.url);
		if (url.pathname !== "/clock") return watched.fetch(request, env, ctx);
		ahead_ms = Number(url.searchParams.get("ahead_ms"));
		return new Response();
	},
} satisfies ExportedHandler<Env>;
