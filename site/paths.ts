import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
/** What is served as files: see [assets] in wrangler.toml. */
export const dist = join(root, "web/dist");
