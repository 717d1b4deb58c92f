import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import * as z from "zod";
import { Act } from "./acts.ts";
import { ServerFrame, close, max_replay, ping, pong, protocol_version } from "./frames.ts";

/** The hash of each version's frames. A line is never removed. */
const versions: Record<number, string> = {
	1: "71d9990c1901d83e",
};

/*
 * When this fails, the frames have changed. If older clients understand the new ones (a field or a type of event was
 * added), replace the newest hash. If they would not, raise protocol_version and add a line.
 */
test("frames change only together with the version that describes them", () => {
	const socket = { frame: z.toJSONSchema(ServerFrame), act: z.toJSONSchema(Act), close, max_replay, ping, pong };
	const hash = createHash("sha256").update(JSON.stringify(socket)).digest("hex").slice(0, 16);
	expect(hash, "see the comment above this test").toBe(versions[protocol_version]);
});
