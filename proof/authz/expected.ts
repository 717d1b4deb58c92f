import { type ErrorCode, type Policy, Role, type Rule, policies } from "@clickclack/protocol";
import type { Caller } from "./callers.ts";
import type { Target } from "./places.ts";

/** "ok" is any success. */
export type Met = "ok" | ErrorCode;

const isAtLeast = (has: Role | undefined, wanted: Role): boolean =>
	has !== undefined && Role.options.indexOf(has) <= Role.options.indexOf(wanted);

const isHeldBack = ({ restriction }: Caller, { needs }: Rule): boolean =>
	restriction === "blocked" ? needs !== undefined : restriction === "timed out" && needs === "to take part";

/** What the caller's role and what is theirs allow, of what they see. */
function allowed(rule: Rule, caller: Caller): Met {
	const { role, own, isHidden } = rule;
	if (role === undefined && own === undefined) return "ok";
	if (own && caller.isAuthor) return "ok";
	if (role !== undefined && role !== "operator" && isAtLeast(caller.role, role)) return "ok";
	return isHidden ? "not_found" : "forbidden";
}

/** What this caller has to meet where `who` may: first whether they are known, then whether anything is there. */
export function expected(who: Policy, caller: Caller, target: Target, isUnsafe: boolean): Met {
	const rule: Rule = policies[who];
	if (rule.inside === undefined) return "ok";
	if (rule.role === "operator") return caller.is === "operator" ? "ok" : "unauthorized";
	if (caller.is === "nobody" || caller.is === "operator") return "unauthorized";
	if (caller.isForged && isUnsafe) return "cross_site";
	// that a session was ended is known to the Directory and to the workspaces that its person is in
	if (caller.is === "signed out") return target === "nowhere" ? "not_found" : "unauthorized";
	if (rule.inside === "server") return "ok";
	if (!caller.sees.includes(target)) return "not_found";
	return isHeldBack(caller, rule) ? "moderated" : allowed(rule, caller);
}
