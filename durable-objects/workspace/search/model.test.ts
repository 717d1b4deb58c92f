import { type ConversationId, type MessageId, parseSearch } from "@clickclack/protocol";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Name, type Team, backRoom, newTeam } from "../../test/people.ts";

/* Searches for anything, compared with a look at every message. */

type Place = "general" | "back-room" | "ada,grace" | "ada,linus";
interface Said {
	body: string;
	author: Name;
	place: Place;
	/** who took part in its thread, if it is in one */
	thread?: Name[];
	mentions?: Name;
	savedBy?: Name;
	has: string[];
}

const sees: Record<Place, Name[]> = {
	general: ["ada", "grace", "linus"],
	"back-room": ["ada", "grace"],
	"ada,grace": ["ada", "grace"],
	"ada,linus": ["ada", "linus"],
};
const places = Object.keys(sees) as Place[];
const people = ["ada", "grace", "linus"] as const;
const said: Said[] = [];
let team: Team;

async function say(ids: Record<Place, ConversationId>, n: number): Promise<void> {
	const place = places[n % 4]!;
	const author = sees[place][n % sees[place].length]!;
	const mentions = n % 5 === 0 ? sees[place].at(-1)! : undefined;
	const has = ["link", "reaction", "pin"].filter((_, i) => (n >> i) % 3 === 0);
	const body = [
		n % 2 ? "crab" : "tide",
		...(mentions ? [`@${mentions}`] : []),
		...(has.includes("link") ? ["www.example.com"] : []),
	];
	const conversation_id = ids[place];
	const { message } = await team[author].createMessage({ conversation_id, body: `${body.join(" ")} ${n}` });
	const message_id: MessageId = message.id;
	if (has.includes("reaction")) await team.ada.addReaction({ message_id, emoji: "🦀" });
	if (has.includes("pin")) await team.ada.pinMessage({ conversation_id, message_id });
	const savedBy = n % 7 === 0 ? author : undefined;
	if (savedBy) await team[savedBy].saveMessage({ message_id, state: n % 2 ? "open" : "done" });
	const one: Said = {
		body: message.body,
		author,
		place,
		has,
		...(mentions && { mentions }),
		...(savedBy && { savedBy }),
	};
	said.push(one);
	if (n % 6 !== 0) return;
	const replier = sees[place][(n + 1) % sees[place].length]!;
	const { message: reply } = await team[replier].replyInThread({ message_id, body: `crab reply ${n}` });
	const thread = [author, replier];
	one.thread = thread;
	said.push({ body: reply.body, author: replier, place, has: [], thread });
}

beforeAll(async () => {
	team = await newTeam();
	const withAda = async (who: Name) =>
		(await team.ada.createDirect({ member_ids: [team.users[who].id] })).conversation.id;
	const ids = {
		general: team.general.id,
		"back-room": await backRoom(team),
		"ada,grace": await withAda("grace"),
		"ada,linus": await withAda("linus"),
	};
	for (let n = 0; n < 60; n++) await say(ids, n);
	// half of it is indexed before the rest changes
	await team.ada.searchMessages({ q: "tide", sort: "newest", limit: 1 });
});

const isDirect = (place: Place) => place.includes(",");

/** Whether an operator finds a message for somebody. */
function fits({ author, place, thread, mentions, savedBy, has }: Said, me: Name, name: string, value: string): boolean {
	const who = value === "me" ? me : value.replace(/^[@#]/, "");
	const isPerson = (people as readonly string[]).includes(who);
	if (name === "from") return author === who;
	if (name === "mentions") return mentions === who;
	if (name === "has") return has.includes(value);
	if (name === "is" && value === "saved") return savedBy === me;
	if (name === "is") return value === "thread" ? thread !== undefined : has.includes("pin");
	if (name === "in") return value.startsWith("@") ? place === [me, who].toSorted().join() : place === who;
	if (name === "with")
		return isPerson && ((isDirect(place) && place.split(",").includes(who)) || thread?.includes(who as Name) === true);
	return ["today", "week", "month", "year"].includes(value) === ["on", "during"].includes(name);
}

function expected(me: Name, q: string): string[] {
	const { filters, words } = parseSearch(q);
	const isAny = (name: string) => name === "from" || name === "in";
	return said
		.filter((one) => sees[one.place].includes(me) && words.split(" ").every((word) => one.body.includes(word)))
		.filter((one) => {
			const isFit = ({ name, value }: (typeof filters)[number]) => fits(one, me, name, value);
			const wanted = filters.filter(({ isNegated }) => !isNegated);
			const anyOf = ["from", "in"].map((name) => wanted.filter((filter) => filter.name === name));
			return (
				filters.every((filter) => !filter.isNegated || !isFit(filter)) &&
				wanted.every((filter) => isAny(filter.name) || isFit(filter)) &&
				anyOf.every((all) => all.length === 0 || all.some(isFit))
			);
		})
		.map(({ body }) => body)
		.toReversed();
}

const person = fc.constantFrom("me", "@ada", "grace", "@linus", "@nobody");
const operator = fc
	.oneof(
		fc.tuple(fc.constantFrom("from:", "with:", "mentions:"), person),
		fc.tuple(fc.constant("in:"), fc.constantFrom("general", "#back-room", "@ada", "@grace", "@linus", "#nowhere")),
		fc.tuple(fc.constantFrom("has:"), fc.constantFrom("link", "reaction", "pin")),
		fc.tuple(fc.constantFrom("is:"), fc.constantFrom("thread", "pinned", "saved")),
		fc.constantFrom(["on:", "today"], ["during:", "month"], ["before:", "today"], ["after:", "today"]),
	)
	.chain(([name, value]) => fc.constantFrom("", "-").map((sign) => `${sign}${name}${value}`));
const query = fc.tuple(fc.array(operator, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "crab", "tide"));

test("whatever is combined, a search finds what a look at every message does, and nothing that one does not see", async () => {
	const asked = fc.sample(fc.tuple(query, fc.constantFrom(...people)), { numRuns: 400, seed: 1 });
	let found = 0;
	for (const [[all, word], me] of asked) {
		const q = [...all, word].join(" ").trim();
		const search = { q, syntax: "operators", scope: "all", sort: "newest", limit: 100 } as const;
		const { results } = await team[me].searchMessages(search);
		const bodies = results.map(({ snippet }) => snippet);
		expect(bodies, `${me}: ${q}`).toEqual(expected(me, q));
		found += bodies.length;
	}
	expect(found).toBeGreaterThan(1_000);
});
