import * as z from "zod";

export interface Setting<T = unknown> {
	/** a secret is in no committed file, and no message repeats it */
	kind: "variable" | "secret";
	/** the Worker with its objects, or the listener that `npm start` runs in front of it */
	read_by: ("worker" | "npm start")[];
	about: string;
	unit?: string;
	/** valid values; follows the word "give" */
	bounds: string;
	default: T;
	/** parses the text in the environment */
	schema: z.ZodType<T>;
	/** set by our own programs: not for wrangler.toml or .dev.vars */
	isInternal?: true;
}

export const setting = <T>(row: Setting<T>): Setting<T> => row;

export interface Numbers {
	readonly [name: string]: number | Numbers;
}

/** The same tree; a number that is not given has its default. */
export function numbers<T extends Numbers>(usual: T, most: number): z.ZodType<T> {
	const refusal = `give a whole number from 1 to ${most}`;
	const number = z.int(refusal).min(1, refusal).max(most, refusal);
	const fields = Object.entries(usual).map(([name, value]) => [
		name,
		typeof value === "number" ? number.default(value) : numbers(value, most).prefault({}),
	]);
	return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<T>;
}

/** From JSON. */
export const json = <T>(schema: z.ZodType<T>) =>
	z.preprocess((value, context) => {
		try {
			return JSON.parse(String(value));
		} catch {
			context.issues.push({ code: "custom", message: "it is not JSON", input: value });
			return z.NEVER;
		}
	}, schema) as z.ZodType<T>;

/** Whether it is JSON: many numbers under one name. */
export const isTable = (setting: Setting): setting is Setting<Numbers> =>
	typeof setting.default === "object" && !Array.isArray(setting.default);
