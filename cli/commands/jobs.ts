import type { Job } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, operator } from "../session.ts";

export interface JobFlags extends Flags {
	parked?: boolean;
}

/** There may be ten thousand; the first of them hold up the others. */
const most_listed = 400;

const row = ({ id, kind, subject, attempts, due_at, parked_at, last_error = "" }: Job) => [
	id,
	kind,
	subject,
	attempts,
	parked_at === undefined ? (due_at === undefined ? "later" : new Date(due_at)) : "parked",
	last_error,
];

export async function list({ workspace, parked, ...flags }: JobFlags): Promise<Report> {
	const jobs: Job[] = [];
	const query = { workspace_id: idIn("wsp", workspace), ...(parked && { state: "parked" as const }) };
	for await (const job of operator(flags).admin.jobs.list({ ...query, limit: 200 }))
		if (jobs.push(job) === most_listed) break;
	return { resource: jobs, rows: jobs.map(row), headings: ["ID", "KIND", "FOR", "ATTEMPTS", "DUE", "LAST ERROR"] };
}

export async function run({ workspace, ...flags }: Flags, id: string): Promise<Report> {
	if (!/^\d+$/.test(id)) throw new Stop(exit.usage, "give the job's number, which `clickclack admin jobs` shows");
	const job = await operator(flags).admin.jobs.run(Number(id), { workspace_id: idIn("wsp", workspace) });
	return { resource: job, rows: [row(job)] };
}
