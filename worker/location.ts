import type { Context } from "./context.ts";

const nearest: Partial<Record<string, DurableObjectLocationHint>> = {
	AF: "afr",
	AN: "oc",
	AS: "apac",
	EU: "weur",
	NA: "enam",
	OC: "oc",
	SA: "sam",
};

/** A hint for where a new workspace's object is placed: near its creator. It never moves afterwards. */
export function nearCaller(c: Context): DurableObjectLocationHint | undefined {
	const { continent } = (c.req.raw.cf ?? {}) as Partial<IncomingRequestCfProperties>;
	return continent && nearest[continent];
}
