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

/** What would break for clients if `change` were made to the current document. */
function whenChanged(change: (draft: Contract) => void): string[] {
	const draft = structuredClone(contract);
	change(draft);
	return breaking(contract, draft);
}

const schema = (draft: Contract, name: string) => draft.components.schemas[name]!;
const sending = (draft: Contract) => draft.paths["/api/channels/{channel_id}/messages"]!["post"]!;

test("openapi.yaml is generated from protocol/", () => {
	expect(read("protocol/openapi.yaml"), "run `npm run gen` and commit what it writes").toBe(printed());
});

test("the SDK's types are generated from openapi.yaml", async () => {
	const check = promisify(execFile)("npm", ["run", "gen", "-w", "sdk", "--", "--check"], { cwd: root });
	await expect(check, "run `npm run gen` and commit what it writes").resolves.toBeDefined();
});

test("the document has no error under the recommended rules for OpenAPI", async () => {
	const config = await createConfig({ extends: ["recommended"] });
	const problems = await lintFromString({ source: printed(), absoluteRef: "openapi.yaml", config });
	expect(problems.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
});

/*
 * released.yaml is the document that released clients were built against. It is replaced by a copy of openapi.yaml when a
 * version is released. Until the first release it is replaced with each change, on purpose, so that nobody changes the
 * contract without noticing.
 */
test("nothing that a released client relies on has changed", () => {
	const released: Contract = parse(read("protocol/released.yaml"));
	expect(breaking(released, contract)).toEqual([]);
});

test("removing an operation is a breaking change", () => {
	expect(whenChanged((draft) => delete draft.paths["/api/me"]!["patch"])).toEqual(["updateMe: PATCH /api/me is gone"]);
});

test("removing a status is a breaking change", () => {
	expect(whenChanged((draft) => delete sending(draft).responses["200"])).toEqual([
		"createMessage: no longer answers 200",
	]);
});

test("a request that needs more, accepts less or has tighter bounds is a breaking change", () => {
	const broken = whenChanged((draft) => {
		const input = schema(draft, "CreateMessage");
		input.required = ["mood"];
		input.properties!["mood"] = { type: "string" };
		input.properties!["body"]!["maxLength"] = 100;
		delete input.properties!["nonce"];
	});
	expect(broken).toEqual([
		"CreateMessage: now needs mood",
		"CreateMessage.body: maxLength is 100 now",
		"CreateMessage: nonce is gone",
	]);
});

test("a parameter that becomes required, or is removed, is a breaking change", () => {
	const broken = whenChanged((draft) => {
		const { parameters } = sending(draft);
		parameters!.push({ in: "query", name: "mood", required: true });
		draft.paths["/api/search"]!["get"]!.parameters!.splice(1, 1);
	});
	expect(broken).toContain("createMessage: now needs the query parameter mood");
	expect(broken).toContain("searchMessages: no longer takes the query parameter q");
});

test("a field of an answer that is removed, changes its type or becomes optional is a breaking change", () => {
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

test("an answer that becomes nullable is a breaking change", () => {
	expect(whenChanged((draft) => (schema(draft, "Workspace").properties!["name"]!.type = ["string", "null"]))).toEqual([
		"Workspace.name: was string and is string or null",
	]);
});

test("removing an enum value or an event type is a breaking change", () => {
	const broken = whenChanged((draft) => {
		schema(draft, "Role").enum!.pop();
		schema(draft, "ServerEvent").anyOf!.shift();
	});
	expect(broken).toContain('Role: "guest" is gone');
	expect(broken).toContain("ServerEvent: MessageCreatedEvent is gone");
});

test("an event that loses a field is a breaking change", () => {
	const broken = whenChanged((draft) => delete schema(draft, "TypingStartedEvent").properties!["payload"]);
	expect(broken).toEqual(["TypingStartedEvent: payload is gone"]);
});

test("a route that requires more access is a breaking change", () => {
	expect(whenChanged((draft) => (sending(draft)["x-access"] = "human"))).toEqual([
		"createMessage: asked for the access messages:write and asks for human",
	]);
});

test("additions are not breaking changes", () => {
	const broken = whenChanged((draft) => {
		draft.paths["/api/new"] = { get: structuredClone(sending(draft)) };
		schema(draft, "CreateMessage").properties!["mood"] = { type: "string" };
		schema(draft, "Message").properties!["pinned"] = { type: "boolean" };
		schema(draft, "ErrorCode").enum!.push("teapot");
		schema(draft, "ServerEvent").anyOf!.push({ type: "object" });
		sending(draft).parameters!.push({ in: "query", name: "dry_run" });
	});
	expect(broken).toEqual([]);
});
