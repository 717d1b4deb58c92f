/* The operators of a search. They import nothing but names, because the SDK and the app use them too. */
import { slugify } from "./folding.ts";

/** Reads what is behind the colon. @returns its one form; undefined for what is no value of this operator */
type Reads = (value: string) => string | undefined;

export interface Operator {
	/** what a client offers behind the colon */
	takes: "person" | "place" | "choice" | "day" | "period";
	read: Reads;
	/** which messages it finds, for people */
	about: string;
	example: string;
	/** the values of a choice, with what each finds; of a time the words besides dates */
	choices?: Record<string, string>;
	/** several of them find what fits any, because no message can fit all */
	isAny?: true;
}

const handle = /^[@＠]?([a-z0-9][a-z0-9_-]{1,31})$/;

/** `Ada`, `@ada` → `@ada` */
function handleIn(value: string): string | undefined {
	const found = handle.exec(value.toLowerCase())?.[1];
	return found && `@${found}`;
}

/** The caller is `me`, whatever anybody's handle is. */
function person(value: string): string | undefined {
	const found = handleIn(value);
	return found === "@me" ? "me" : found;
}

/** `General`, `#general` → `#general`; `@grace,@ada` → `@ada,@grace`. The keycap `#️⃣` is an emoji of a name. */
function place(value: string): string | undefined {
	if (/^[@＠]/.test(value)) {
		const people = value.split(",").map(handleIn);
		return people.every((one) => one !== undefined) ? [...new Set(people)].toSorted().join() : undefined;
	}
	const name = slugify(value.replace(/^[#＃](?!\ufe0f?\u20e3)/, ""));
	return name === "" ? undefined : `#${name}`;
}

const oneOf =
	(choices: Record<string, string>): Reads =>
	(value) =>
		Object.hasOwn(choices, value.toLowerCase()) ? value.toLowerCase() : undefined;

/** A date that is in the calendar, at least as far as given. */
const isDate = (date: string): boolean => {
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};

const days = { today: "since midnight", yesterday: "the day before" };
const day: Reads = (value) =>
	oneOf(days)(value) ?? (/^\d{4}-\d\d-\d\d$/.test(value) && isDate(value) ? value : undefined);

const periods = {
	week: "since Monday",
	month: "this month",
	year: "this year",
};
const period: Reads = (value) =>
	oneOf(periods)(value) ??
	(/^\d{4}(?:-\d\d)?$/.test(value) && isDate(`${value}-01-01`.slice(0, 10)) ? value : undefined);

const has = {
	link: "with a link in it",
	reaction: "with a reaction",
	pin: "pinned in its conversation",
	poll: "that are polls",
	file: "with a file",
	image: "with an image",
};
const is = {
	thread: "in a thread: replies, and what they reply to",
	pinned: "pinned in its conversation",
	saved: "that I saved for later, also what is done",
	unread: "that I have not read, also in threads that I follow",
};

const time = { day: { takes: "day", read: day, choices: days }, period: { takes: "period", read: period } } as const;

/** All of them. What each finds is decided in durable-objects/workspace/search/filters.ts. */
export const operators = {
	from: {
		takes: "person",
		read: person,
		about: "written by this person, or by somebody of this group",
		example: "from:@ada",
		isAny: true,
	},
	in: {
		takes: "place",
		read: place,
		about: "in this channel, or in the direct conversation with exactly these people",
		example: "in:#general",
		isAny: true,
	},
	with: {
		takes: "person",
		read: person,
		about: "in threads and direct conversations with this person",
		example: "with:@ada",
	},
	has: {
		takes: "choice",
		read: oneOf(has),
		about: "with a link, a file, an image, a reaction or a poll, or pinned",
		example: "has:link",
		choices: has,
	},
	is: {
		takes: "choice",
		read: oneOf(is),
		about: "in a thread, pinned, saved for later, or unread",
		example: "is:thread",
		choices: is,
	},
	mentions: { takes: "person", read: person, about: "that mention this person", example: "mentions:me" },
	before: { ...time.day, about: "sent before this day", example: "before:2026-01-31" },
	after: { ...time.day, about: "sent after this day", example: "after:yesterday" },
	on: { ...time.day, about: "sent on this day", example: "on:today" },
	during: {
		...time.period,
		about: "sent in this month or year",
		example: "during:2026-01",
		choices: periods,
	},
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;
export const operatorNames = Object.keys(operators) as OperatorName[];
export const isOperator = (name: string): name is OperatorName => Object.hasOwn(operators, name);
