import type { OperationName, operations } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import type { Handler } from "../mount.ts";
import { admin } from "./admin.ts";
import { auditLog } from "./audit-log.ts";
import { auth } from "./auth.ts";
import { avatars } from "./avatars.ts";
import { exports } from "./exports.ts";
import { health } from "./health.ts";
import { invites } from "./invites.ts";
import { jobs } from "./jobs.ts";
import { messages } from "./messages.ts";
import { realtime } from "./realtime.ts";
import { uploads } from "./uploads.ts";
import { workspaces } from "./workspaces.ts";

/** Handlers of the operations that do more than run their command. */
const own = {
	...health,
	...auth,
	...admin,
	...avatars,
	...workspaces,
	...invites,
	...auditLog,
	...exports,
	...jobs,
	...messages,
	...uploads,
	...realtime,
};
export const handlers: Partial<Record<string, Handler>> = own;

type Types<Name extends OperationName> = NonNullable<(typeof operations)[Name]["types"]>;
type Commands = Context["var"]["workspace"] & Context["var"]["directory"];

/** Operations without a handler that no command fits: by name, input or result. */
type Unserved = {
	[Name in Exclude<OperationName, keyof typeof own>]: Name extends keyof Commands
		? Commands[Name] extends (input: Types<Name>["input"]) => Promise<Types<Name>["result"]>
			? never
			: Name
		: Name;
}[Exclude<OperationName, keyof typeof own>];
/** Does not compile when there is one; the compiler's error names it. */
export const isServed: [Unserved] extends [never] ? true : Unserved = true;
