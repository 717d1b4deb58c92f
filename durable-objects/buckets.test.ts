import { beforeEach, expect, test } from "vitest";
import { Buckets } from "./buckets.ts";

const rate = { burst: 3, per_minute: 6 };
let now: number;
let buckets: Buckets;
beforeEach(() => {
	now = Date.parse("2026-01-01T00:00:00Z");
	buckets = new Buckets(100, () => now);
});

const take = (key: string, times: number) => Array.from({ length: times }, () => buckets.take(key, rate));

test("a burst is allowed at once, then one at a time as the bucket refills", () => {
	expect(take("ada", 5)).toEqual([undefined, undefined, undefined, 10, 10]);
	now += 9_999;
	expect(take("ada", 1)).toEqual([1]);
	now += 1;
	expect(take("ada", 2)).toEqual([undefined, 10]);
	now += 3_600_000;
	expect(take("ada", 4)).toEqual([undefined, undefined, undefined, 10]);
});

test("each key has its own bucket, and asking for the wait takes no token", () => {
	take("ada", 3);
	expect(buckets.wait("ada", rate)).toBe(10);
	for (let i = 0; i < 5; i++) expect(buckets.wait("grace", rate)).toBeUndefined();
	expect(take("grace", 4)).toEqual([undefined, undefined, undefined, 10]);
});

test("a rate that does not divide a minute evenly still allows its whole burst", () => {
	const odd = { burst: 70, per_minute: 7 };
	const taken = Array.from({ length: 71 }, () => buckets.take("ada", odd));
	expect(taken.filter((wait_s) => wait_s === undefined)).toHaveLength(70);
	expect(taken.at(-1)).toBe(9);
});

test("an expensive call is charged afterwards, up to one more whole bucket", () => {
	take("ada", 1);
	buckets.charge("ada", rate, 4);
	expect(take("ada", 1)).toEqual([30]);
	buckets.charge("ada", rate, 1_000);
	expect(take("ada", 1)).toEqual([40]);
	now += 40_000;
	expect(take("ada", 2)).toEqual([undefined, 10]);
});

test("a flood of new keys stays within the size limit and does not release a key that has to wait", () => {
	take("mallory", 4);
	for (let i = 0; i < 1_000; i++) {
		buckets.take(`192.0.2.${i}`, rate);
		expect(buckets.size).toBeLessThanOrEqual(100);
	}
	expect(take("mallory", 1)).toEqual([10]);
});

test("after the clock was set back nobody has to wait", () => {
	take("ada", 4);
	now -= 86_400_000;
	expect(take("ada", 1)).toEqual([undefined]);
});
