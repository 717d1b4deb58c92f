import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Job, JobPage, ListJobs } from "./types.ts";

/** What is done after a change, for the operator. */
export class Jobs {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Of a workspace, or those between the workspaces; in the order in which they were asked for. */
	list(query: ListJobs = {}): Pages<JobPage, Job> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/admin/jobs", { query }),
			items: (page) => page.jobs,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Makes a job due now, as if it had never been tried: one that was given up, too. */
	async run(job_id: number, query: Pick<ListJobs, "workspace_id"> = {}): Promise<Job> {
		return (await this.#client.request("POST /api/admin/jobs/{job_id}/run", { path: { job_id }, query })).job;
	}
}
