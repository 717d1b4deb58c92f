// `npm run gen`: everything that is derived from protocol/ and committed.
import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { openapi } from "../protocol/openapi.ts";

/** The document as it is committed: YAML, no aliases, so that a diff reads well. */
export const printed = (): string => stringify(openapi(), { aliasDuplicateObjects: false, lineWidth: 120 });

if (import.meta.main) writeFileSync(new URL("../protocol/openapi.yaml", import.meta.url), printed());
