import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Job, JobPage, ListJobs } from "./types.ts";

/** Jobs, for the operator. */
export class Jobs {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** A workspace's jobs, or the Directory's; in the order in which they were added. */
	list(query: ListJobs = {}): Pages<JobPage, Job> {
		return pages({
			first: query,
			read: (query) => this.#client.request("GET /api/admin/jobs", { query }),
			items: (page) => page.jobs,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** Makes a job due now, with no attempts counted; a parked one too. */
	async run(job_id: number, query: Pick<ListJobs, "workspace_id"> = {}): Promise<Job> {
		return (await this.#client.request("POST /api/admin/jobs/{job_id}/run", { path: { job_id }, query })).job;
	}
}
