import type { Check } from "../history.ts";
import { audience } from "./audience.ts";
import { bodies } from "./bodies.ts";
import { counts } from "./counts.ts";
import { elsewhere } from "./elsewhere.ts";
import { ended } from "./ended.ts";
import { facts } from "./facts.ts";
import { once } from "./once.ts";
import { order } from "./order.ts";
import { places } from "./places.ts";
import { projection, silence } from "./projection.ts";
import { replay } from "./replay.ts";
import { revoked } from "./revoked.ts";
import { search } from "./search.ts";
import { turns } from "./turns.ts";
import { undone } from "./undone.ts";
import { whispers } from "./whispers.ts";

/** All that has to hold of a history that was lived through. */
export const checks: Check[] = [
	once,
	facts,
	turns,
	undone,
	elsewhere,
	bodies,
	places,
	order,
	audience,
	whispers,
	replay,
	revoked,
	ended,
	counts,
	search,
	projection,
	silence,
];

/** What has to hold of the whole, from the first message on, whoever did what. */
export const lasting: Check[] = [turns, places, replay, counts, search];
