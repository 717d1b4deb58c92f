import fc, { type Arbitrary } from "fast-check";
import { type Schema, contract, schemaOf } from "../operations.ts";
import { type Field, type Json, type Mutator, objectsIn } from "./drafts.ts";

/*
 * Fields that a request names and that are not its to set: every property of every schema of the document, with a value
 * of the right kind that is like no other. entry.ts looks for these in the rows, and verdict.ts in the answers.
 */
const id = `0p1anted${"0".repeat(18)}`;
const number = 908_070_605;
const time = "2001-02-03T04:05:06.789Z";

/** One of these in an answer was taken from a request. */
export const marks = /0p1anted|908070605|2001-02-03T04:05:06|planted-/;

/** Of those that can have no value like no other, one that they never have by themselves, if there is one. */
const chosen: Record<string, string> = { role: "owner", kind: "bot" };

function valueFor(unresolved: Schema, name: string, depth: number): Json {
	const schema = schemaOf(unresolved);
	const option = (schema.anyOf ?? schema.oneOf)?.at(-1);
	if (option) return valueFor(option, name, depth);
	if (schema.enum) return chosen[name] ?? (schema.enum.at(-1) as Json);
	const [type] = [schema.type ?? "string"].flat();
	if (type === "object") return { fields: depth > 1 ? [] : plantedIn(schema, depth + 1) };
	if (type === "array") return schema.items ? [valueFor(schema.items, name, depth)] : [];
	if (type === "integer") return number;
	if (type === "boolean") return true;
	return textFor(schema, name);
}

function textFor({ pattern = "", format }: Schema, name: string): string {
	const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
	if (prefix !== undefined) return `${prefix}_${id}`;
	if (format === "date-time") return time;
	if (format === "email" || name === "email") return "planted-@example.com";
	return format === "uri" ? "https://planted-.example/" : `planted-${name.replaceAll("_", "-")}`;
}

const plantedIn = ({ properties = {} }: Schema, depth: number): Field[] =>
	Object.entries(properties).map(([name, schema]) => [name, valueFor(schema, name, depth)]);

/** Each name with the kinds of value that it has somewhere; here what only the product passes about inside. */
export const plantable: Field[] = [
	["isUnlimited", true],
	["session_id", `ses_${id}`],
	["num", number],
	["near", "wnam"],
	["actor", { fields: [["kind", "system"]] }],
	["provisional_until", time],
	["left_at", time],
	["verified_at", time],
	["state", "active"],
];
JSON.stringify(contract, (_, part: Schema | null) => {
	plantable.push(...plantedIn(part ?? {}, 0));
	return part;
});

/** By name, so that `id`, which everything has, does not crowd out the others. */
const one: Arbitrary<Field> = fc
	.constantFrom(...Map.groupBy(plantable, ([name]) => name).values())
	.chain((alike) => fc.constantFrom(...alike));

/** Some of them, in the body wherever it has an object, or in the query. What the operation takes is left alone. */
export const plants: Arbitrary<Mutator> = fc
	.tuple(fc.array(one, { minLength: 1, maxLength: 12 }), fc.nat(3), fc.boolean())
	.map(([all, nth, isQuery]) => (draft) => {
		const foreign = all.filter(([name]) => !draft.takes.has(name));
		draft.isPlanting = true;
		const objects = objectsIn(draft.json);
		const into = objects[nth % objects.length];
		// what is planted may be mutated once more
		into?.fields.push(...structuredClone(foreign));
		if (isQuery || !into)
			for (const [name, value] of foreign) if (typeof value === "string") draft.query.push([name, value]);
	});
