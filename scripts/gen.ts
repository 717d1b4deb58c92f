// `npm run gen`: writes everything that is derived from protocol/ and committed.
import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { openapi } from "../protocol/openapi.ts";
import { configurationPage, devVarsExample } from "./configuration.ts";
import { searchPage } from "./search-operators.ts";

/** The document as it is committed: YAML, no aliases, so that a diff reads well. */
export const printed = (): string => stringify(openapi(), { aliasDuplicateObjects: false, lineWidth: 120 });

if (import.meta.main) {
	const at = (path: string) => new URL(`../${path}`, import.meta.url);
	const write = (path: string, text: string) => writeFileSync(at(path), text);
	write("protocol/openapi.yaml", printed());
	write("docs/configuration.md", configurationPage());
	write(".dev.vars.example", devVarsExample());
	write("docs/search.md", searchPage(readFileSync(at("docs/search.md"), "utf8")));
}
