import fc from "fast-check";
import { type Act, anyAct, perform } from "./acts.ts";
import { Client, type Part } from "./client.ts";
import { type Crew, type CrewName, crewNames } from "./crew.ts";

/** Somebody opens a client in the middle of what happens; those that they have open may catch up first, or stay old. */
interface Opening {
	who: CrewName;
	part: Part;
	othersCatchUp: boolean;
}
type Step = Act | Opening;

const anyOpening: fc.Arbitrary<Opening> = fc.record({
	who: fc.constantFrom(...crewNames),
	part: fc.record({ limit: fc.constantFrom(2, 5, 200), around_seq: fc.nat(12) }, { requiredKeys: ["limit"] }),
	othersCatchUp: fc.boolean(),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof({ weight: 5, arbitrary: anyAct }, { weight: 1, arbitrary: anyOpening });

/** One that fails is made shorter, but for seconds, not for minutes. */
const max_shrinks = 200;

/** Something happens, and somebody looks, again and again. */
export const anySequence = fc.limitShrink(fc.array(anyStep, { minLength: 5, maxLength: 90, size: "max" }), max_shrinks);

/** What a sequence has left: what was done, and the clients as they were when they last looked. */
export interface Played {
	acts: Act["kind"][];
	clients: { who: CrewName; client: Client }[];
}

export async function play(crew: Crew, sequence: Step[]): Promise<Played> {
	const played: Played = { acts: [], clients: [] };
	for (const step of sequence) {
		if ("part" in step) await open(crew, step, played.clients);
		else if (await perform(crew, step)) played.acts.push(step.kind);
	}
	return played;
}

async function open(crew: Crew, { who, part, othersCatchUp }: Opening, clients: Played["clients"]): Promise<void> {
	const others = othersCatchUp ? clients.filter((other) => other.who === who) : [];
	for (const { client } of others) await client.catchUp();
	const client = await Client.open(crew[who], part);
	if (client) clients.push({ who, client });
}
