import { expect, test } from "vitest";
import { routeTag, tagOf } from "./ids.ts";
import { routeId } from "./route-id.ts";

const ulid = "01jd7xk3m9h5q2w8e4r6t0y1z7";

test("an id of something in a workspace has the workspace's tag; one of a person or session has none", () => {
	for (const prefix of ["wsp", "chn", "msg", "evt", "inv"] as const)
		expect(tagOf(`${prefix}_${ulid}`)).toBe(ulid.slice(10, 18));
	// @ts-expect-error ids of people carry no tag
	expect(tagOf(`usr_${ulid}`)).toBeUndefined();
	// @ts-expect-error nor do those of sessions
	expect(tagOf(`ses_${ulid}`)).toBeUndefined();
	for (const broken of ["chn_", `chn_${ulid}x`, `chn_${ulid.toUpperCase()}`] as const)
		expect(tagOf(broken)).toBeUndefined();
});

test("a public route id has the workspace's tag, too", () => {
	for (const letter of ["T", "C", "M"] as const)
		expect(routeTag(routeId(letter, `chn_${ulid}`))).toBe(tagOf(`chn_${ulid}`));
	for (const broken of ["", "C", `X${ulid.slice(10).toUpperCase()}`, `C${ulid.slice(10)}`])
		expect(routeTag(broken)).toBeUndefined();
});
