import fc from "fast-check";

// the same random choices in each run of `npm test`; others look for what those have not found
const { REPLAY_SEED } = process.env;
if (REPLAY_SEED) fc.configureGlobal({ seed: Number(REPLAY_SEED) });
