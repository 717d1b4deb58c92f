// Every test file begins with empty storage, though all share one runtime.
import { reset } from "cloudflare:test";
import { beforeAll } from "vitest";

beforeAll(() => reset());
