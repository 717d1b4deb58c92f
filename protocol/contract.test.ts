import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Contract, breaking } from "../scripts/breaking.ts";
import { printed } from "../scripts/gen.ts";

const root = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const contract: Contract = parse(printed());

/** What would break if `change` were made to the contract of today. */
function whenChanged(change: (draft: Contract) => void): string[] {
	const draft = structuredClone(contract);
	change(draft);
	return breaking(contract, draft);
}

const schema = (draft: Contract, name: string) => draft.components.schemas[name]!;
const sending = (draft: Contract) => draft.paths["/api/channels/{channel_id}/messages"]!["post"]!;

test("openapi.yaml is what protocol/ says", () => {
	expect(read("protocol/openapi.yaml"), "run `npm run gen` and commit what it writes").toBe(printed());
});

test("the SDK's types are made from openapi.yaml", async () => {
	const check = promisify(execFile)("npm", ["run", "gen", "-w", "sdk", "--", "--check"], { cwd: root });
	await expect(check, "run `npm run gen` and commit what it writes").resolves.toBeDefined();
});

test("the document has no error under the recommended rules for OpenAPI", async () => {
	const config = await createConfig({ extends: ["recommended"] });
	const problems = await lintFromString({ source: printed(), absoluteRef: "openapi.yaml", config });
	expect(problems.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
});

/*
 * released.yaml is the contract that clients in the field were built against. It is replaced by a copy of
 * openapi.yaml when a version is released, and at no other time. Until there is a first release it is replaced by
 * whoever changes the contract, so that nobody changes it unawares.
 */
test("nothing that a released client relies on has changed", () => {
	const released: Contract = parse(read("protocol/released.yaml"));
	expect(breaking(released, contract)).toEqual([]);
});

test("an operation that goes is missed", () => {
	expect(whenChanged((draft) => delete draft.paths["/api/me"]!["patch"])).toEqual(["updateMe: PATCH /api/me is gone"]);
});

test("a status that goes is missed", () => {
	expect(whenChanged((draft) => delete sending(draft).responses["200"])).toEqual([
		"createMessage: no longer answers 200",
	]);
});

test("a request that needs more, takes less or is held to tighter limits breaks those who send it", () => {
	const broken = whenChanged((draft) => {
		const input = schema(draft, "CreateMessage");
		input.required!.push("topic_id");
		input.properties!["topic_id"] = { type: "string" };
		input.properties!["body"]!["maxLength"] = 100;
		delete input.properties!["nonce"];
	});
	expect(broken).toEqual([
		"CreateMessage: now needs topic_id",
		"CreateMessage.body: maxLength is 100 now",
		"CreateMessage: nonce is gone",
	]);
});

test("a parameter that becomes required, or goes, breaks those who call", () => {
	const broken = whenChanged((draft) => {
		const { parameters } = sending(draft);
		parameters!.push({ in: "query", name: "topic_id", required: true });
		draft.paths["/api/search"]!["get"]!.parameters!.splice(1, 1);
	});
	expect(broken).toContain("createMessage: now needs the query parameter topic_id");
	expect(broken).toContain("searchMessages: no longer takes the query parameter q");
});

test("a field of an answer that goes, changes its type or may be absent breaks those who read it", () => {
	const broken = whenChanged((draft) => {
		const message = schema(draft, "Message");
		delete message.properties!["author"];
		message.properties!["channel_seq"]!.type = "string";
		message.required = message.required!.filter((name) => name !== "body");
	});
	expect(broken).toEqual([
		"Message: author is gone",
		"Message.channel_seq: was integer and is string",
		"Message: body may be absent now",
	]);
});

test("an answer that may be null where it was not breaks those who read it", () => {
	expect(whenChanged((draft) => (schema(draft, "Workspace").properties!["name"]!.type = ["string", "null"]))).toEqual([
		"Workspace.name: was string and is string or null",
	]);
});

test("a value of an enum and a kind of event that go are missed", () => {
	const broken = whenChanged((draft) => {
		schema(draft, "Role").enum!.pop();
		schema(draft, "ServerEvent").anyOf!.shift();
	});
	expect(broken).toContain('Role: "guest" is gone');
	expect(broken).toContain("ServerEvent: MessageCreatedEvent is gone");
});

test("an event that loses a field breaks those who listen", () => {
	const broken = whenChanged((draft) => delete schema(draft, "TypingStartedEvent").properties!["payload"]);
	expect(broken).toEqual(["TypingStartedEvent: payload is gone"]);
});

test("a route that asks for more rights is missed by those who lack them", () => {
	expect(whenChanged((draft) => (sending(draft)["x-access"] = "human"))).toEqual([
		"createMessage: asked for the access messages:write and asks for human",
	]);
});

test("additions break nobody", () => {
	const broken = whenChanged((draft) => {
		draft.paths["/api/new"] = { get: structuredClone(sending(draft)) };
		schema(draft, "CreateMessage").properties!["topic_id"] = { type: "string" };
		schema(draft, "Message").properties!["pinned"] = { type: "boolean" };
		schema(draft, "ErrorCode").enum!.push("teapot");
		schema(draft, "ServerEvent").anyOf!.push({ type: "object" });
		sending(draft).parameters!.push({ in: "query", name: "dry_run" });
	});
	expect(broken).toEqual([]);
});
