// docs/configuration.md and .dev.vars.example, as `npm run gen` writes them from the settings of protocol/settings.ts.
import { type Numbers, type Setting, isTable } from "../protocol/setting.ts";
import { settings } from "../protocol/settings.ts";

const all: [string, Setting][] = Object.entries(settings);

const isUnset = (value: unknown): boolean =>
	value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);

function usual(setting: Setting): string {
	if (isTable(setting)) return "see below";
	return isUnset(setting.default) ? "not set" : `\`${String(setting.default)}\``;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;

function section([name, setting]: [string, Setting]): string {
	const { kind, read_by, unit, bounds, about, isInternal } = setting;
	const whose = read_by.map((reader) => (reader === "worker" ? "the Worker" : "`npm start`")).join(" and ");
	const lines = [
		`- Value: ${bounds}${unit === undefined ? "" : `; ${unit}`}`,
		`- Default: ${usual(setting)}`,
		`- ${capital(kind)}, read by ${whose}${isInternal ? "; not for files" : ""}`,
	];
	return [`### ${name}`, about, lines.join("\n"), ...(isTable(setting) ? [table(setting.default)] : [])].join("\n\n");
}

/** Every number of a tree, with the names that lead to it. */
const leaves = (tree: Numbers, path: string[] = []): [string[], number][] =>
	Object.entries(tree).flatMap(([name, value]) =>
		typeof value === "number" ? [[[...path, name], value] as [string[], number]] : leaves(value, [...path, name]),
	);

/** One row for each name at the top, one column for whatever any of them has. */
function table(tree: Numbers): string {
	const columns = [...new Set(leaves(tree).map(([[, ...rest]]) => rest.join(".")))];
	const rows = Object.entries(tree).map(([name, under]) => {
		const values = new Map(leaves(under as Numbers).map(([path, value]) => [path.join("."), String(value)]));
		return row(`\`${name}\``, ...columns.map((column) => values.get(column) ?? ""));
	});
	return [row("", ...columns.map((name) => `\`${name}\``)), row("---", ...columns.map(() => "--:")), ...rows].join(
		"\n",
	);
}

const head = `# Configuration

<!-- Printed by \`npm run gen\` from protocol/settings.ts. -->

What is not set has its default. Where a setting stands in several places, the later one counts:

1. its default,
2. \`[vars]\` of \`wrangler.toml\`: variables, for a deployment and for \`npm start\`,
3. on Cloudflare the secrets (\`npx wrangler secret put NAME\`), on one machine the file \`.dev.vars\`,
4. for \`npm start\` and \`npm run dev\`, the environment that they are started in.

An empty value is the default. A wrong one is named: \`npm start\`, \`npm run dev\` and \`npm run deploy\` end with it, and a
server that has one answers 503 with its name, \`/readyz\` included, until it is mended; the log says what is wrong with it.

\`LIMITS\` and \`CAPS\` are JSON; in \`wrangler.toml\` they may be tables as well, such as \`[vars.LIMITS.send.person]\`.`;

/** docs/configuration.md */
export const configurationPage = (): string => `${[head, "## Settings", ...all.map(section)].join("\n\n")}\n`;

const comment = (text: string): string => text.replaceAll(/(.{1,100})(?:\s+|$)/g, "# $1\n");

const example = ([name, setting]: [string, Setting]): string => {
	const value = isTable(setting) ? "{}" : isUnset(setting.default) ? "" : String(setting.default);
	return `${comment(setting.about)}${comment(`Value: ${setting.bounds}.`)}# ${name}=${value}\n`;
};

/** .dev.vars.example */
export const devVarsExample = (): string => {
	const about = "Copy what you need to .dev.vars. Printed by `npm run gen`; docs/configuration.md says more.";
	return [comment(about), ...all.filter(([, { isInternal }]) => !isInternal).map(example)].join("\n");
};
