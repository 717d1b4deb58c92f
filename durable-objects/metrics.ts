/*
 * What has happened since this isolate began, as Prometheus reads it. Nothing is stored: an isolate that ends takes its counts
 * with it. Names come from our own tables, never from a request, so nobody is in them and their number is bounded.
 */

const metrics = {
	clickclack_requests_total: {
		help: "Requests to the API, by operation and class of status",
		labels: ["route", "status"],
	},
	clickclack_calls_total: { help: "Commands and queries that objects have run", labels: ["name"] },
	clickclack_rows_written_total: { help: "Rows written to databases, indexes included", labels: [] },
	clickclack_sockets_opened_total: { help: "WebSockets that were opened", labels: [] },
	clickclack_sockets_closed_total: { help: "WebSockets that have closed", labels: [] },
	clickclack_jobs_total: { help: "Jobs that were run, by what came of it", labels: ["kind", "outcome"] },
} as const;
type Metric = keyof typeof metrics;
type Texts<Names extends readonly string[]> = { [N in keyof Names]: string };
type Labels<M extends Metric> = Texts<(typeof metrics)[M]["labels"]>;

const counts = new Map<Metric, Map<string, number>>();
/** A separator that no name has. */
const between = " ";

export function count<M extends Metric>(metric: M, labels: Labels<M>, by = 1): void {
	let series = counts.get(metric);
	if (!series) counts.set(metric, (series = new Map()));
	const key = (labels as readonly string[]).join(between);
	series.set(key, (series.get(key) ?? 0) + by);
}

// made when it is first asked for: while a Worker is loaded it may not ask for anything random
let isolate: string | undefined;

/** In the text format of Prometheus. Each isolate has series of its own. */
export function exposition(): string {
	isolate ??= crypto.randomUUID().slice(0, 8);
	return (Object.keys(metrics) as Metric[]).map((name) => section(name, isolate!)).join("");
}

function section(name: Metric, isolate: string): string {
	const { help, labels } = metrics[name];
	const lines = [...(counts.get(name) ?? [])].map(([key, value]) => {
		const values = key.split(between);
		const named = labels.map((label, i) => `${label}="${values[i]}",`).join("");
		return `${name}{${named}isolate="${isolate}"} ${value}\n`;
	});
	return `# HELP ${name} ${help}\n# TYPE ${name} counter\n${lines.join("")}`;
}
