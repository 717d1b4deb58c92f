import { ConnectionError, RequestError } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { exitCode, explain } from "./exit.ts";

const refused = (status: number) =>
	new RequestError({ error: "channel not found", code: "not_found", request_id: "req_1", status });

test("the exit code gives the reason of a failure", () => {
	expect([400, 401, 403, 404, 409, 429, 500, 503].map((status) => exitCode(refused(status)))).toEqual([
		2, 3, 4, 5, 11, 11, 1, 10,
	]);
	expect(exitCode(new ConnectionError("cannot be reached"))).toBe(10);
	expect(exitCode(new Error("a bug"))).toBe(1);
});

test("a failure is one line; --verbose adds the request id for the operator", () => {
	expect(explain(refused(404), false)).toEqual(["clickclack: channel not found"]);
	expect(explain(refused(404), true)).toContain("404 not_found, request req_1");
});
