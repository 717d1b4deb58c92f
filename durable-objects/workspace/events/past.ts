import type { DurableEvent } from "@clickclack/protocol";
import { toMessage } from "../messages/present.ts";
import { messageRows } from "../messages/row.ts";
import type { Read } from "../transaction.ts";
import { changesAt, entryOf } from "./entries.ts";
import { toEvent } from "./log.ts";
import { type Common, attach, commonOf } from "./resources.ts";

/** The events with these numbers, in their current state. Each is read when its turn comes, because it may be long. */
export function* pastEvents(tx: Read, nums: number[]): Generator<DurableEvent, void> {
	const common = commonOf(tx);
	const changes = new Map(changesAt(tx.sql, nums).map((entry) => [entry.num, entry]));
	for (const num of nums) {
		const entry = changes.get(num);
		yield entry ? toEvent(tx, entry, attach(tx, entry, common)) : newMessage(tx, num, common);
	}
}

function newMessage(tx: Read, num: number, { authorOf }: Common): DurableEvent {
	const row = messageRows(tx, [num])[0]!;
	return toEvent(tx, entryOf(row), { message: toMessage(tx, row, { authorOf }) });
}
