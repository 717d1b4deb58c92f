// Every test file begins with empty storage, though all share one runtime.
import { env, reset } from "cloudflare:test";
import fc from "fast-check";
import { beforeAll } from "vitest";
import "./entry-file.ts"; // runs once for all files

// the same random choices in each run of `npm test`; others look for what those have not found
const { REPLAY_SEED } = env as { REPLAY_SEED?: string };
if (REPLAY_SEED) fc.configureGlobal({ seed: Number(REPLAY_SEED) });

beforeAll(() => reset());
