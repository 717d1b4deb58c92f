import * as z from "zod";

/** What a token allows. Sessions of people hold all scopes; bots hold those they were granted. */
export const Scope = z.enum([
	"profile:read",
	"workspaces:read",
	"channels:read",
	"channels:write",
	"messages:read",
	"messages:write",
	"threads:read",
	"threads:write",
	"dms:read",
	"dms:write",
	"realtime:read",
	"uploads:write",
]);
export type Scope = z.infer<typeof Scope>;
