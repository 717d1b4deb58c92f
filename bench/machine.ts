import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";

export interface Machine {
	cores: number;
	cpu: string;
	node: string;
	workerd: string;
}

/** The runtime comes with miniflare. */
const ofMiniflare = createRequire(createRequire(import.meta.url).resolve("miniflare"));

export const describeMachine = (): Machine => ({
	cores: availableParallelism(),
	cpu: cpus()[0]?.model ?? "unknown processor",
	node: process.versions.node,
	workerd: (ofMiniflare("workerd/package.json") as { version: string }).version,
});
