import { default as workerUrl } from "./highlight.worker.ts?worker&url";

/** A piece of code, and what it is. */
export interface Span {
	text: string;
	kind?: "comment" | "keyword" | "string" | "number" | "title" | "type";
}
export interface Question {
	id: number;
	code: string;
	language: string;
}
export interface Answer {
	id: number;
	spans: Span[];
}

const timeout_ms = 2_000;
/** The first one waits for the worker to be loaded too. */
const first_timeout_ms = 15_000;
const max_known = 100;

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL: (url: string) => string },
	): {
		createScriptURL(url: string): string;
	};
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
/** public/_headers allows it by name: the only script that is started by address. */
const policy = trustedTypes?.createPolicy("clickclack-highlighter", { createScriptURL: (url) => url });

let worker: Worker | undefined;
let hasAnswered = false;
let last = 0;
const known = new Map<string, Promise<Span[]>>();

/** The pieces of a text in a language; none when the language is not known, or it takes too long. */
export function highlight(code: string, language: string): Promise<Span[]> {
	const key = `${language}\n${code}`;
	const before = known.get(key);
	if (before) return before;
	if (known.size >= max_known) known.clear();
	const spans = ask(code, language);
	known.set(key, spans);
	return spans;
}

function start(): Worker {
	return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
}

/** Asked one after another, so that the time of one does not count for the next. */
let queue: Promise<unknown> = Promise.resolve();

function ask(code: string, language: string): Promise<Span[]> {
	const spans = queue.then(() => answerOf({ id: ++last, code, language }));
	queue = spans.catch(() => {});
	return spans;
}

function answerOf(question: Question): Promise<Span[]> {
	const asked = (worker ??= start());
	return new Promise((resolve) => {
		const finish = (spans: Span[]) => {
			clearTimeout(timer);
			asked.removeEventListener("message", receive);
			asked.removeEventListener("error", giveUp);
			resolve(spans);
		};
		const receive = ({ data }: MessageEvent<Answer>) => {
			hasAnswered = true;
			if (data.id === question.id) finish(data.spans);
		};
		const giveUp = () => {
			asked.terminate();
			worker = undefined;
			hasAnswered = false;
			finish([]);
		};
		const timer = setTimeout(giveUp, hasAnswered ? timeout_ms : first_timeout_ms);
		asked.addEventListener("message", receive);
		asked.addEventListener("error", giveUp);
		asked.postMessage(question, []);
	});
}
