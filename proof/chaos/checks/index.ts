import type { Check } from "../history.ts";
import { acknowledged } from "./acknowledged.ts";
import { audience } from "./audience.ts";
import { readmitted, sequences, transitions } from "./log.ts";
import { once } from "./once.ts";
import { order } from "./order.ts";
import { counts, projection, replay, search, undelivered } from "./reads.ts";
import { ended, revoked } from "./revoked.ts";
import { stored } from "./stored.ts";

/** What has to hold of the whole, from the first message on, whoever did what. */
export const lasting: Check[] = [transitions, sequences, replay, counts, search];

const single = [acknowledged, readmitted, order, ended, projection, undelivered];
export const checks: Check[] = [...lasting, ...once, ...stored, ...audience, ...revoked, ...single];
