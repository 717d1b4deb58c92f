// `npm run torture [-- --short] [-- --seed N]`: what it shows and what it found is in docs/reliability.md.
import { readArguments } from "../arguments.ts";
import type { Shown } from "./judge.ts";
import { tell } from "./story.ts";
import { Torture } from "./torture.ts";

const { isShort, seed } = readArguments();
const form = isShort
	? { people: 24, waves: 2, acts: 600, climate: { cut: 15, stall: 150, stop: 170, stop_directory: 550, kill: 60 } }
	: {
			people: 30,
			waves: 40,
			acts: 2_500,
			climate: { cut: 40, stall: 300, stop: 300, stop_directory: 2_000, kill: 480 },
		};
/** An object that hears nothing for 10 s is put to sleep. */
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
const torture = await Torture.start({ seed, ...form, patience_ms: 20_000 });
for (let wave = 1; wave <= form.waves; wave++) {
	show(await torture.wave(form.acts, !isShort && wave % rest.every === 0 ? rest.ms : 0));
	if (!isShort) console.log(`wave ${wave} of ${form.waves}: ${seconds()} s, ${violations} violations`);
}
show(await torture.whole());
await torture.end();

const row = (name: string, ...cells: (string | number)[]) =>
	console.log(name.padEnd(22) + cells.map((cell) => String(cell).padStart(10)).join(""));
row("", "done", "refused", "unknown");
for (const [name, { done, refused, unknown }] of torture.counts) row(name, done, refused, unknown);
for (const [name, count] of Object.entries(torture.figures)) row(name.replaceAll("_", " "), count);
row("seconds", seconds());
row("seed", seed);
for (const bug of torture.bugs) console.log(`a bug was logged: ${bug}`);
process.exitCode = violations + torture.bugs.length === 0 ? 0 : 1;
