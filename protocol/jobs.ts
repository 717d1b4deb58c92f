import * as z from "zod";
import { WorkspaceId } from "./ids.ts";
import { operator, route, routes } from "./route.ts";
import { Seq, Time, limit } from "./text.ts";

/** A job that runs after a change, at least once. Its payload is not shown, because it may hold secrets. */
export const Job = z
	.object({
		id: z.int(),
		kind: z.string(),
		subject: z.string().meta({ description: "Its receiver: jobs of one subject run one after the other" }),
		due_at: Time.optional().meta({ description: "Absent when it is parked, or waits behind one that failed" }),
		attempts: z.int(),
		last_error: z.string().optional(),
		parked_at: Time.optional().meta({ description: "When it was given up; it runs only on request" }),
	})
	.meta({ id: "Job" });
export type Job = z.infer<typeof Job>;

/** In the order in which they were added. */
export const JobPage = z
	.object({ jobs: z.array(Job), next_cursor: z.string().optional(), has_more: z.boolean() })
	.meta({ id: "JobPage" });
export type JobPage = z.infer<typeof JobPage>;

const JobPlace = z.object({
	workspace_id: WorkspaceId.optional().meta({ description: "Without it, the Directory's jobs" }),
});

export const ListJobs = JobPlace.extend({
	state: z.enum(["waiting", "parked"]).optional(),
	limit: limit(100, 200),
	cursor: z
		.string()
		.regex(/^\d{1,15}$/, "is not a cursor of this list")
		.optional(),
});
export type ListJobs = z.infer<typeof ListJobs>;

export const jobRoutes = routes("jobs", {
	listJobs: route("GET /api/admin/jobs", "List waiting and parked jobs", {
		...operator,
		query: ListJobs,
		answers: { 200: [JobPage, "A page"] },
		fails: ["not_found"],
	}),
	runJob: route("POST /api/admin/jobs/{job_id}/run", "Run a job again, with no attempts counted", {
		...operator,
		params: { job_id: Seq },
		query: JobPlace,
		answers: { 200: [Job, "Due now"] },
		wrap: "job",
		fails: ["not_found"],
	}),
});
