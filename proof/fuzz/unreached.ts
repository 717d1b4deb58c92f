import type { Operation } from "./contract.ts";

/** Answers that the document lists, and that no request gets here; with the reason. */
export const unreachable: { why: string; statuses: string[]; of: (operation: Operation) => boolean }[] = [
	{
		why: "they are faults of the server's own, and faults are what is looked for",
		statuses: ["500", "503"],
		of: () => true,
	},
	{
		why: "DEV_AUTH is on here: worker/middleware/actor.test.ts has it off",
		statuses: ["501"],
		of: () => true,
	},
	{
		why: "nobody is held to a pace on loopback with DEV_AUTH: worker/rate-limits.test.ts and middleware/limits.test.ts do that",
		statuses: ["429"],
		of: () => true,
	},
	{
		why: "every route lists them (protocol/route.ts), though where no body is taken none is looked at",
		statuses: ["413", "415"],
		of: ({ requestBody }) => requestBody === undefined,
	},
	{
		why: "the document lists conflict here, and nothing throws it: an archived channel is 403, another's nonce nonce_conflict (400)",
		statuses: ["409"],
		of: ({ operationId }) => operationId === "createMessage" || operationId === "replyInThread",
	},
	{
		why: "nobody makes as many invites here as one may: durable-objects/workspace/caps.test.ts does",
		statuses: ["409"],
		of: ({ operationId }) => operationId === "createInvite" || operationId === "createOperatorInvite",
	},
	{
		why: "a job that nothing keeps from being done is done before somebody can name it: worker/routes/jobs.test.ts",
		statuses: ["200"],
		of: ({ operationId }) => operationId === "runJob",
	},
	{
		why: "the operator's token is no cookie that could be forged, and may do everything: a wrong one is 401",
		statuses: ["403"],
		of: (operation) => operation["x-access"] === "operator",
	},
	{
		why: "nobody asks which site sent a GET, and whoever sees what they ask for may see it",
		statuses: ["403"],
		of: ({ method, operationId }) => method === "GET" && !guarded.has(operationId),
	},
];

/** What only some members may read, or listen to. */
const guarded = new Set(["listInvites", "listEvents", "connect"]);

/** @returns undefined where it has to be reached */
export const reasonNotToReach = (operation: Operation, status: string): string | undefined =>
	unreachable.find(({ statuses, of }) => statuses.includes(status) && of(operation))?.why;
