import { type WorkspaceId, caps } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyAct, perform } from "../../test/acts.ts";
import { type Crew, withCrew } from "../../test/crew.ts";
import type { Sql } from "../../sql.ts";
import { currentMember } from "../members/row.ts";
import { LeanReader } from "../../../sdk/lean.ts";
import { EventCache, type TextPage } from "./event-cache.ts";
import type { Read } from "../transaction.ts";
import { workspaceRow } from "../workspaces.ts";

const page_size = 500;

/** What Ada may read now. */
function read(crew: Crew, sql: Sql): Read {
	const actor = crew.actor("ada");
	const now = new Date().toISOString();
	const me = currentMember(sql, actor);
	return {
		sql,
		now,
		tag: crew.tag,
		identity: workspaceRow({ sql }),
		caps,
		actor,
		member: me,
		me,
		online: () => [],
		hasBucket: true,
		exportsDirects: false,
	};
}

/** What a client makes of it. */
function eventsOf({ page }: TextPage, workspace_id: WorkspaceId): unknown[] {
	const users = page.flatMap(({ authors }) => authors ?? []);
	return new LeanReader(workspace_id).read(
		JSON.parse(`[${[JSON.stringify({ users }), ...page.map(({ json }) => json)].join()}]`),
	);
}

test.each(["whole", "lean"] as const)(
	"R7: cached events equal freshly built ones, whatever happened in between: %s",
	async (form) => {
		let changed = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(anyAct, { minLength: 20, maxLength: 40, size: "max" }), async (sequence) => {
				await withCrew(async (crew, sql) => {
					const cache = new EventCache(form);
					for (const act of sequence) {
						if (await perform(crew, act)) changed++;
						const page = cache.after(read(crew, sql), 0, page_size);
						const { workspace_id } = crew.general;
						const { events } = await crew.ada.listEvents({ workspace_id, limit: page_size });
						expect(eventsOf(page, workspace_id)).toEqual(events);
						expect(page.isLast).toBe(true);
					}
				});
			}),
			{ numRuns: 10 },
		);
		expect(changed).toBeGreaterThan(50);
	},
);
