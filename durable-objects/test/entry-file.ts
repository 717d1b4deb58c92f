// For every request and every call of an object the test runtime looks for the Worker's entry file, and asks Vite over a
// socket where it is (@cloudflare/vitest-plugin 1.4, 2026-11-29): 31,000 times in a run, a quarter of its processor time.
// An absolute path stays where it is, so here it is asked for once.

interface Resolved {
	file: string;
	url: string;
	id: string;
}

/** Of Vitest's module runner, which has no public name. */
interface Transport {
	resolveId: (id: string, importer?: string) => Promise<Resolved | null>;
}

const { moduleRunner } = Reflect.get(globalThis, "__vitest_mocker__") as {
	moduleRunner: { vitestOptions: { transport: Transport } };
};
const { transport } = moduleRunner.vitestOptions;
const ask = transport.resolveId;
const known = new Map<string, Resolved>();

transport.resolveId = async (id, importer) => {
	const before = importer === undefined ? known.get(id) : undefined;
	if (before) return before;
	const resolved = await ask(id, importer);
	if (resolved && importer === undefined && id.startsWith("/")) known.set(id, resolved);
	return resolved;
};
