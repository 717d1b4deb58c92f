// `npm run chaos [-- --short] [-- --seed N]`: what it shows and what it found is in docs/reliability.md.
import { readArguments } from "../arguments.ts";
import { Chaos } from "./chaos.ts";
import { gaps, looks, types } from "./coverage.ts";
import { type Finding, report } from "./evaluate.ts";
import { owed } from "./workload.ts";

const { isShort, seed } = readArguments();
const short = {
	people: 20,
	rounds: 2,
	acts: 240,
	rates: { cut: 13, cut_answer: 23, stall: 149, stop: 127, stop_directory: 367, kill: 167 },
	least: { kills: 1, sleeps: 1, socket_answers: 50, socket_answers_cut: 1 },
};
const long = {
	people: 30,
	rounds: 40,
	acts: 2_500,
	rates: { cut: 41, cut_answer: 97, stall: 293, stop: 307, stop_directory: 1_999, kill: 479 },
	least: {
		acts: 100_000,
		kills: 200,
		sockets_cut: 2_000,
		socket_answers: 20_000,
		socket_answers_cut: 500,
		sleeps: 1,
		sleeps_by_itself: 1,
	},
};
const { people, rounds, acts, rates, least } = isShort ? short : long;
/** An object that receives nothing for 10 s goes to sleep by itself. */
const rest = { every: isShort ? Infinity : 8, ms: 12_000 };

let violations = 0;
function show(all: Finding[]): void {
	violations += all.length;
	for (const finding of all) console.log([...report(finding)].join("\n"));
}

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
const row = (name: string, ...cells: (string | number)[]) =>
	console.log(name.padEnd(28) + cells.map((cell) => String(cell).padStart(10)).join(""));

const chaos = await Chaos.start({ seed, people, rates, extra: 4_000 });
try {
	for (let round = 1; round <= rounds; round++) {
		show(await chaos.round(acts, round % rest.every === 0 ? rest.ms : 0));
		if (!isShort) console.log(`round ${round} of ${rounds}: ${seconds()} s, ${violations} violations`);
	}
	show(await chaos.inspector.inspectAll());
} finally {
	await chaos.end();
	row("", "done", "refused", "unanswered");
	for (const [name, { done, refused, unknown }] of Object.entries(chaos.result.acts)) row(name, done, refused, unknown);
	for (const [name, count] of Object.entries(chaos.result.figures)) row(name, count);
	row("seconds", seconds());
}
const once = isShort ? looks : [...looks, ...types];
const wanted = { ...Object.fromEntries(once.map((name) => [name, 1])), ...least };
const missed = [...gaps(chaos.result.figures, wanted), ...owed(chaos.env).map((name) => `${name} was never done`)];
for (const bug of chaos.env.host.bugs) console.log(`a bug was logged: ${bug}`);
for (const what of missed) console.log(`fell short: ${what}`);
process.exitCode = violations + chaos.env.host.bugs.length + missed.length === 0 ? 0 : 1;
