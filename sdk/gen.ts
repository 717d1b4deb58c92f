// Writes generated.ts, the types of the contract. With --check it only reports whether the file is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { COMMENT_HEADER, astToString } from "openapi-typescript";
import { parse } from "yaml";

const here = (path: string) => new URL(path, import.meta.url);

/** `^chn_…` or `^(?:chn|dm)_…`: the pattern of an id. */
const idPattern = /^\^(?:\(\?:)?([a-z|]+)\)?_\[0-7\]/;

/*
 * An id's type has its prefix, so that a message's id cannot be passed for a channel's. The generator does not know such
 * types, so it is given a placeholder that is replaced afterwards.
 */
function withPlaceholders(_: string, value: { type?: string; pattern?: string } | null): unknown {
	const [, prefixes] = (value?.type === "string" && idPattern.exec(value.pattern ?? "")) || [];
	return prefixes ? { ...value, const: `id ${prefixes}` } : value;
}

const templates = (prefixes: string): string =>
	prefixes
		.split("|")
		.map((prefix) => `\`${prefix}_\${string}\``)
		.join(" | ");

async function generated(): Promise<string> {
	const document = JSON.stringify(parse(readFileSync(here("../protocol/openapi.yaml"), "utf8")));
	const types = await openapiTS(JSON.parse(document, withPlaceholders), { defaultNonNullable: false });
	const text = `${COMMENT_HEADER}${astToString(types)}`;
	return text.replaceAll(/"id ([a-z|]+)"/g, (_, prefixes) => templates(prefixes));
}

const text = await generated();
if (!process.argv.includes("--check")) writeFileSync(here("generated.ts"), text);
else if (readFileSync(here("generated.ts"), "utf8") !== text) throw new Error("generated.ts is not up to date");
