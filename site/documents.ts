import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Rendered, render } from "./markdown.ts";
import { root } from "./paths.ts";

/** A file that is a page of /docs. */
export interface Source {
	/** in the repository */
	file: string;
	/** the address, with a slash at both ends */
	path: string;
	/** in the menu; without it, the file's first heading */
	label?: string;
}

export interface Document extends Source, Rendered {
	label: string;
}

const page = (file: string, name: string, label?: string): Source => ({ file, path: `/docs/${name}/`, label });

/** The order of the menu. What else is in docs/ follows, by name. */
const first: Source[] = [
	{ file: "README.md", path: "/docs/", label: "Getting started" },
	page("docs/configuration.md", "configuration"),
	page("docs/markdown.md", "markdown"),
	page("docs/direct-messages.md", "direct-messages"),
	page("docs/reading.md", "reading"),
	page("docs/threads.md", "threads"),
	page("docs/notifications.md", "notifications"),
	page("docs/forwarding.md", "forwarding"),
	page("docs/polls.md", "polls"),
	page("docs/uploads.md", "uploads"),
	page("docs/emoji.md", "emoji"),
	page("docs/audit-log.md", "audit-log"),
	page("docs/export.md", "export"),
	page("docs/topics.md", "topics"),
	page("docs/groups.md", "groups"),
	page("docs/search.md", "search"),
	page("protocol/REALTIME.md", "realtime"),
	page("docs/compatibility.md", "compatibility"),
	page("docs/reliability.md", "reliability"),
	page("docs/performance.md", "performance"),
	page("SECURITY.md", "trust", "Trust model"),
	page("docs/security.md", "security", "Security"),
	page("CHANGELOG.md", "changelog"),
];

export function sources(): Source[] {
	const listed = new Set(first.map(({ file }) => file));
	const others = readdirSync(join(root, "docs"))
		.filter((name) => name.endsWith(".md") && !listed.has(`docs/${name}`))
		.toSorted();
	return [...first, ...others.map((name) => page(`docs/${name}`, name.replace(/\.md$/, "")))];
}

export function documents(): Document[] {
	const all = sources();
	const paths = new Map(all.map(({ file, path }) => [file, path]));
	return all.map((source) => {
		const rendered = render(readFileSync(join(root, source.file), "utf8"), source.file, paths);
		return { ...source, ...rendered, label: source.label ?? rendered.title };
	});
}
