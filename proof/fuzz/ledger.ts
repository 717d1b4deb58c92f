import { createHash } from "node:crypto";
import { type Cast, shown } from "./cast.ts";
import type { Request } from "./drafts.ts";
import type { Reply, Wire } from "./wire.ts";

/** So many requests that should have changed nothing are looked into together. */
const batch = 12;

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether an answer says that something was done. Who was cut off is told nothing, and should not have done anything. */
const isDone = ({ method }: Request, reply: Reply): boolean =>
	!safe.has(method) && typeof reply !== "string" && reply.status < 400;

/** A request that was refused, or that only asked, and changed something all the same. */
export interface Finding {
	what: string;
	request?: Request;
}

/** Sees to it that what was refused, or only read, has changed nothing. */
export class Ledger {
	readonly #wire: Wire;
	readonly #cast: Cast;
	#known: string | undefined;
	#suspects: Request[] = [];
	/** what only a person sees of themselves is looked at when it is what a request is about */
	#isWithProfiles = false;
	/** fingerprints that were compared */
	compared = 0;

	constructor(wire: Wire, cast: Cast) {
		this.#wire = wire;
		this.#cast = cast;
	}

	/** Before a request. @param isLikely whether it will probably change something */
	async before({ path }: Request, isLikely: boolean): Promise<Finding[]> {
		const isMore = /\/me(\W|$)/.test(path) && !this.#isWithProfiles;
		const wrong = isLikely || isMore || this.#suspects.length >= batch ? await this.settle() : [];
		const isWithProfiles = isMore || (this.#isWithProfiles && this.#suspects.length > 0);
		if (isWithProfiles !== this.#isWithProfiles) this.#known = undefined;
		this.#isWithProfiles = isWithProfiles;
		this.#known ??= await this.#fingerprint();
		return wrong;
	}

	/** After it. @returns what refused requests have changed, if it had to be looked into now */
	async after(request: Request, reply: Reply): Promise<Finding[]> {
		if (!isDone(request, reply)) {
			this.#suspects.push(request);
			return [];
		}
		const lost = this.#suspects;
		this.#suspects = [];
		this.#known = undefined;
		return this.#again(lost);
	}

	/** Compares the state with what it was before the first suspect. */
	async settle(): Promise<Finding[]> {
		const suspects = this.#suspects;
		if (suspects.length === 0 || this.#known === undefined) return [];
		this.#suspects = [];
		const known = this.#known;
		this.#known = await this.#fingerprint();
		this.compared += suspects.length;
		if (this.#known === known) return [];
		const guilty = await this.#again(suspects);
		if (guilty.length > 0) return guilty;
		const lines = suspects.map(({ method, path }) => `${method} ${path.slice(0, 100)}`);
		return [{ what: `one of these has changed something, the first time: ${lines.join(", ")}` }];
	}

	/** Sends suspects once more, one by one between two looks. */
	async #again(suspects: Request[]): Promise<Finding[]> {
		const guilty: Finding[] = [];
		for (const request of suspects) {
			const known = (this.#known ??= await this.#fingerprint());
			const reply = await this.#wire.ask(request);
			this.#known = await this.#fingerprint();
			if (isDone(request, reply)) continue;
			this.compared++;
			const answered = typeof reply === "string" ? reply : shown(reply);
			if (this.#known !== known) guilty.push({ what: `changed something, and was answered ${answered}`, request });
		}
		return guilty;
	}

	/** All that can be seen of this place: both workspaces with their logs' ends, the invites, the people's profiles. */
	async #fingerprint(): Promise<string> {
		const { workspace_id, foreign_id, people } = this.#cast;
		const looks = [
			["owner", `/api/workspaces/${workspace_id}/snapshot`],
			["owner", `/api/workspaces/${workspace_id}/invites`],
			["outsider", `/api/workspaces/${foreign_id}/snapshot`],
			...[...(this.#isWithProfiles ? people.keys() : [])].map((caller) => [caller, "/api/me"] as const),
		] as const;
		const hash = createHash("sha256");
		for (const [caller, path] of looks) {
			const seen = await this.#cast.ask(caller, "GET", path);
			hash.update(JSON.stringify({ ...seen, online_user_ids: undefined }));
		}
		return hash.digest("hex");
	}
}
