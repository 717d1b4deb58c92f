import { z } from "zod";

/** What a token may be used for. People's sessions hold all of them; bots hold what they were given. */
export const Scope = z.enum([
	"profile:read",
	"workspaces:read",
	"channels:read",
	"channels:write",
	"messages:read",
	"messages:write",
	"threads:read",
	"threads:write",
	"realtime:read",
]);
export type Scope = z.infer<typeof Scope>;
