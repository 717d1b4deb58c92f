import { z } from "zod";

const cap = (most: number) => z.int().min(1).default(most);

/** How many of each thing there may be: in a workspace, on a message, made by one person. */
const Caps = z.strictObject({
	/** archived ones too; deleted ones no longer */
	channels: z.strictObject({ workspace: cap(5_000), maker: cap(500) }).prefault({}),
	/** those that somebody can still come in by */
	invites: z.strictObject({ workspace: cap(500), maker: cap(100) }).prefault({}),
	members: z.strictObject({ workspace: cap(10_000) }).prefault({}),
	/** that one person has founded */
	workspaces: z.strictObject({ founder: cap(50) }).prefault({}),
	/** different ones; how many people join in one is not counted */
	reactions: z.strictObject({ message: cap(50), maker: cap(20) }).prefault({}),
});
export type Caps = z.infer<typeof Caps>;

/** Invites that have ended are kept for the record, the newest so many. */
export const kept_invites = 500;

/**
 * @param setting the deployment's variable CAPS: JSON with those that are to differ, such as `{"channels":{"workspace":200}}`
 * @throws Error that names what is wrong in it
 */
export function readCaps(setting = "{}"): Caps {
	const parsed = Caps.safeParse(parse(setting));
	if (parsed.success) return parsed.data;
	const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
	throw new Error(`the variable CAPS is wrong: ${["CAPS", ...path].join(".")}: ${message}`);
}

function parse(setting: string): unknown {
	try {
		return JSON.parse(setting);
	} catch {
		throw new Error("the variable CAPS is wrong: it is not JSON");
	}
}
