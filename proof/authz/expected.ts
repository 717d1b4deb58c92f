import { type ErrorCode, Role, type Rule, policies } from "@clickclack/protocol";
import type { Caller } from "./callers.ts";
import type { Call } from "./requests.ts";

/** "ok" is any success. */
export type Met = "ok" | ErrorCode;

/** What the caller's role and what is theirs allow, of what they see. */
function allowed({ role, own, isHidden }: Rule, caller: Caller): Met {
	const rank = (one: string | undefined) => Role.options.findIndex((role) => role === one);
	const isHigh = caller.role !== undefined && rank(caller.role) <= rank(role);
	if ((role === undefined && own === undefined) || (own && caller.isAuthor) || isHigh) return "ok";
	return isHidden ? "not_found" : "forbidden";
}

/** By the rule alone: first whether they are known, then whether anything is there. */
function byRule({ use, caller, target }: Call): Met {
	const rule: Rule = policies[use.who];
	if (rule.inside === undefined) return "ok";
	if (rule.role === "operator") return caller.is === "operator" ? "ok" : "unauthorized";
	if (caller.is !== "person") return "unauthorized";
	if (caller.isForged && use.isUnsafe) return "cross_site";
	// that a session was ended is known to the Directory and to the workspaces that its person is in
	if (caller.hasSignedOut) return target === "nowhere" ? "not_found" : "unauthorized";
	if (rule.inside === "server") return "ok";
	if (!caller.sees.includes(target)) return "not_found";
	const mine = allowed(rule, caller);
	// of what is not theirs nothing is told, not even that they are held back
	if (rule.isHidden && mine !== "ok") return mine;
	const isHeldBack = { blocked: rule.needs !== undefined, "timed out": rule.needs === "to take part" };
	return caller.restriction && isHeldBack[caller.restriction] ? "moderated" : mine;
}

/** What this caller has to meet. */
export function expected(call: Call): Met {
	const met = byRule(call);
	return met === "ok" ? (call.use.meets?.(call.caller) ?? "ok") : met;
}
