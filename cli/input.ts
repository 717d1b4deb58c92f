import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { isId } from "@clickclack/sdk";
import { InvalidArgumentError } from "commander";
import { Stop, exit } from "./exit.ts";
import { visible } from "./text.ts";

/** A numeric flag. */
export function count(value: string): number {
	if (/^\d+$/.test(value)) return Number(value);
	throw new InvalidArgumentError("It must be a number.");
}

/** The most that a list gives at once: more pages than one are requested for it. */
export const max_listed = 10_000;
/** The most that the API gives in one page. */
const max_page = 200;

/** --limit of a list. */
export function limit(value: string): number {
	const number = count(value);
	if (number >= 1 && number <= max_listed) return number;
	throw new InvalidArgumentError(`It must be a number from 1 to ${max_listed}.`);
}

/** How many to request, when so many are still missing. */
export const pageOf = (missing: number): number => Math.min(missing, max_page);

const minutesIn = new Map([
	["m", 1],
	["h", 60],
	["d", 1_440],
	["w", 10_080],
]);

/** `90m`, `12h`, `7d`, `2w` → minutes */
export function minutes(value: string): number {
	const [, number, unit = ""] = /^(\d+)(\w)$/.exec(value) ?? [];
	const each = minutesIn.get(unit);
	if (each === undefined) throw new InvalidArgumentError("Write it like 90m, 12h, 7d or 2w.");
	return Number(number) * each;
}

/**
 * `90m`, `12h`, `7d`, `2w` from now, or a time such as 2026-12-01T09:00, in the zone of this machine if it names none.
 * @param direction -1: such spans ago
 */
export function timeIn(value: string, direction: 1 | -1 = 1): string {
	const isSpan = /^\d+[mhdw]$/.test(value);
	const time = isSpan ? new Date(Date.now() + direction * minutes(value) * 60_000) : new Date(value);
	if (!Number.isNaN(time.getTime())) return time.toISOString();
	throw new Stop(exit.usage, "write the time like 90m, 12h, 7d, or 2026-12-01T09:00");
}

/** The id that a flag has to be; undefined when the flag was not given. */
export function idIn<Prefix extends string, Value extends string | undefined>(
	prefix: Prefix,
	value: Value,
): `${Prefix}_${string}` | Extract<Value, undefined> {
	if (value === undefined) return value as Extract<Value, undefined>;
	if (isId(prefix, value)) return value;
	throw new Stop(exit.usage, `${value} is not an id of this kind: it must begin with ${prefix}_`);
}

export interface BodyFlags {
	body?: string;
	file?: string;
	stdin?: boolean;
}

/** A message's text, from exactly one source. */
export function readBody(argument: string | undefined, { body, file, stdin }: BodyFlags): string | Promise<string> {
	if ([argument, body, file, stdin].filter((source) => source !== undefined).length !== 1)
		throw new Stop(exit.usage, "give the message in exactly one way: as an argument, with --body, --file or --stdin");
	if (stdin) return text(process.stdin);
	return argument ?? body ?? readFileSync(file!, "utf8");
}

/** Prompts on stderr: stdout is for data. */
export async function ask(question: string): Promise<string> {
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return await terminal.question(visible(question));
	} finally {
		terminal.close();
	}
}
