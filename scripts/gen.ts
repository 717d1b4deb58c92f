// `npm run gen`: writes everything that is derived from protocol/ and committed.
import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { CustomEmojiName } from "../protocol/custom-emoji.ts";
import { openapi } from "../protocol/openapi.ts";
import { configurationPage, devVarsExample } from "./configuration.ts";
import { standardCodes } from "../web/emoji-plugin.ts";
import { searchPage } from "./search-operators.ts";

/** The document as it is committed: YAML, no aliases, so that a diff reads well. */
export const printed = (): string => stringify(openapi(), { aliasDuplicateObjects: false, lineWidth: 120 });

const line_length = 160;

/** Those that an emoji of a workspace could have as its name, in lines. */
export function standardEmoji(): string {
	const names = standardCodes()
		.filter((code) => CustomEmojiName.safeParse(code).success)
		.toSorted();
	const lines = [""];
	for (const name of names) {
		if (lines.at(-1)!.length + name.length > line_length) lines.push("");
		lines[lines.length - 1] += lines.at(-1) === "" ? name : ` ${name}`;
	}
	return `// Written by \`npm run gen\`: what emoji are called that everybody has.\nexport const standard_emoji = \`\n${lines.join("\n")}\n\`;\n`;
}

if (import.meta.main) {
	const at = (path: string) => new URL(`../${path}`, import.meta.url);
	const write = (path: string, text: string) => writeFileSync(at(path), text);
	write("protocol/openapi.yaml", printed());
	write("protocol/generated-standard-emoji.ts", standardEmoji());
	write("docs/configuration.md", configurationPage());
	write(".dev.vars.example", devVarsExample());
	write("docs/search.md", searchPage(readFileSync(at("docs/search.md"), "utf8")));
}
