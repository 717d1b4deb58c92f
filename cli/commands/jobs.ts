import type { Job } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn, pageOf } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, operator } from "../session.ts";

export interface JobFlags extends Flags {
	limit: number;
	parked?: boolean;
}

const row = ({ id, kind, subject, attempts, due_at, parked_at, last_error = "" }: Job) => [
	id,
	kind,
	subject,
	attempts,
	parked_at === undefined ? (due_at === undefined ? "later" : new Date(due_at)) : "parked",
	last_error,
];

export async function list({ workspace, parked, limit, ...flags }: JobFlags): Promise<Report> {
	const jobs: Job[] = [];
	const query = { workspace_id: idIn("wsp", workspace), ...(parked && { state: "parked" as const }) };
	for await (const job of operator(flags).admin.jobs.list({ ...query, limit: pageOf(limit) }))
		if (jobs.push(job) === limit) break;
	return { resource: jobs, rows: jobs.map(row), headings: ["ID", "KIND", "FOR", "ATTEMPTS", "DUE", "LAST ERROR"] };
}

export async function run({ workspace, ...flags }: Flags, id: string): Promise<Report> {
	if (!/^\d+$/.test(id)) throw new Stop(exit.usage, "give the job's number, which `clickclack admin jobs` shows");
	const job = await operator(flags).admin.jobs.run(Number(id), { workspace_id: idIn("wsp", workspace) });
	return { resource: job, rows: [row(job)] };
}
