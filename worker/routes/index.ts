import type { OperationName, operations } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import type { Handler } from "../mount.ts";
import { admin } from "./admin.ts";
import { auth } from "./auth.ts";
import { health } from "./health.ts";
import { invites } from "./invites.ts";
import { jobs } from "./jobs.ts";
import { messages } from "./messages.ts";
import { realtime } from "./realtime.ts";
import { threads } from "./threads.ts";
import { workspaces } from "./workspaces.ts";

/** What is done with an operation that is more than its command. */
const own = { ...health, ...auth, ...admin, ...workspaces, ...invites, ...jobs, ...messages, ...threads, ...realtime };
export const handlers: Partial<Record<string, Handler>> = own;

type Types<Name extends OperationName> = NonNullable<(typeof operations)[Name]["types"]>;
type Commands = Context["var"]["workspace"] & Context["var"]["directory"];

/** The operations without a handler that no command serves: another input, another result, or none of that name. */
type Unserved = {
	[Name in Exclude<OperationName, keyof typeof own>]: Name extends keyof Commands
		? Commands[Name] extends (input: Types<Name>["input"]) => Promise<Types<Name>["result"]>
			? never
			: Name
		: Name;
}[Exclude<OperationName, keyof typeof own>];
/** Does not compile when there is one: the error names it. */
export const isServed: [Unserved] extends [never] ? true : Unserved = true;
