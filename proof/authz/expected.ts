import { type ErrorCode, Role, type Rule, policies } from "@clickclack/protocol";
import type { Caller } from "./callers.ts";
import type { Use } from "./cases.ts";
import type { Target } from "./people.ts";

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

/** By the rule alone: first whether they are known, then whether anything is there. */
function byRule({ who, isUnsafe }: Use, caller: Caller, target: Target): Met {
	const rule: Rule = policies[who];
	if (rule.inside === undefined) return "ok";
	if (rule.role === "operator") return caller.is === "operator" ? "ok" : "unauthorized";
	if (caller.is === "nobody" || caller.is === "operator") return "unauthorized";
	if (caller.isForged && isUnsafe) return "cross_site";
	// that a session was ended is known to the Directory and to the workspaces that its person is in
	if (caller.hasSignedOut) return target === "nowhere" ? "not_found" : "unauthorized";
	if (rule.inside === "server") return "ok";
	if (!caller.sees.includes(target)) return "not_found";
	return isHeldBack(caller, rule) ? "moderated" : allowed(rule, caller);
}

/** What this caller has to meet. */
export function expected(use: Use, caller: Caller, target: Target): Met {
	const met = byRule(use, caller, target);
	return met === "ok" ? (use.meets?.(caller) ?? "ok") : met;
}
