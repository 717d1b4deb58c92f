// `npm run torture [-- --short] [-- --seed N]`: what it shows and what it found is in docs/reliability.md.
import { readArguments } from "../arguments.ts";
import type { Shown } from "./judge.ts";
import { type Goals, shortfalls } from "./shortfalls.ts";
import { tell } from "./story.ts";
import { type Options, Torture } from "./torture.ts";

interface Form extends Pick<Options, "people" | "climate"> {
	waves: number;
	/** of each wave */
	acts: number;
	goals: Goals;
}

const { isShort, seed } = readArguments();
const short: Form = {
	people: 20,
	waves: 2,
	acts: 240,
	climate: { cut: 13, stall: 149, stop: 127, stop_directory: 367, kill: 167 },
	goals: { isEverything: false, least: { kills: 1, sleeps: 1 } },
};
const long: Form = {
	people: 30,
	waves: 40,
	acts: 2_500,
	climate: { cut: 41, stall: 293, stop: 307, stop_directory: 1_999, kill: 479 },
	goals: {
		isEverything: true,
		least: { acts: 100_000, kills: 200, sockets_cut: 2_000, sleeps: 1, sleeps_by_itself: 1 },
	},
};
/** An object that hears nothing for 10 s goes to sleep by itself. */
const rest = { every: 8, ms: 12_000 };

let violations = 0;
function show(all: Shown[]): void {
	for (const shown of all) {
		violations++;
		console.log([...tell(shown)].join("\n"));
	}
}

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);

async function run(torture: Torture, { waves, acts }: Form): Promise<void> {
	for (let wave = 1; wave <= waves; wave++) {
		show(await torture.wave(acts, !isShort && wave % rest.every === 0 ? rest.ms : 0));
		if (!isShort) console.log(`wave ${wave} of ${waves}: ${seconds()} s, ${violations} violations`);
	}
	show(await torture.whole());
}

const row = (name: string, ...cells: (string | number)[]) =>
	console.log(name.padEnd(22) + cells.map((cell) => String(cell).padStart(10)).join(""));

function say({ acts, figures, bugs }: Torture): void {
	row("", "done", "refused", "unanswered");
	for (const [name, { done, refused, unknown }] of Object.entries(acts)) row(name, done, refused, unknown);
	for (const [name, count] of Object.entries(figures)) row(name.replaceAll("_", " "), count);
	row("seconds", seconds());
	row("seed", seed);
	for (const bug of bugs) console.log(`a bug was logged: ${bug}`);
}

const form = isShort ? short : long;
const torture = await Torture.start({ seed, ...form, patience_ms: 20_000 });
try {
	await run(torture, form);
} finally {
	await torture.end();
	say(torture);
}
const missed = shortfalls(torture, form.goals);
for (const what of missed) console.log(`fell short: ${what}`);
process.exitCode = violations + torture.bugs.length + missed.length === 0 ? 0 : 1;
