import type { EventOf, Member, Profile, UpdateMemberProfile } from "@clickclack/protocol";
import { permitTakingPart } from "./access.ts";
import { announce, getMember, profileOf, toMember } from "./members/row.ts";
import type { Write } from "./transaction.ts";

interface Changed {
	member: Member;
	event?: EventOf<"member.updated">;
}

const fields = ["title", "pronouns", "time_zone", "links"] as const;

/** In one order, without what is empty, so that equal ones are equal as texts. Null where nothing is told. */
function storedAs(profile: Profile): string | null {
	const given = fields.filter((field) => (profile[field] ?? "").length > 0);
	return given.length === 0 ? null : JSON.stringify(Object.fromEntries(given.map((field) => [field, profile[field]])));
}

/** A title is speech, as names are: who may not take part changes nothing. */
export function updateMemberProfile(tx: Write, { title, pronouns, time_zone, links }: UpdateMemberProfile): Changed {
	permitTakingPart(tx);
	const before = profileOf(tx.me);
	const change = { title, pronouns, time_zone, links };
	const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
	const profile_json = storedAs({ ...before, ...given });
	if (profile_json === tx.me.profile_json) return { member: toMember(tx, tx.me) };
	tx.sql`UPDATE members SET profile_json = ${profile_json} WHERE user_id = ${tx.me.user_id}`;
	const row = getMember(tx, tx.me.user_id);
	return { member: toMember(tx, row), event: announce(tx, row) };
}
