import type { UserId } from "@clickclack/sdk";
import type { Filled } from "./fill.ts";
import { common_word, commonest_word, rare_word } from "./words.ts";

export interface Request {
	method: "GET" | "POST" | "PATCH" | "DELETE";
	path: string;
	who: UserId;
	body?: object;
}

/** What is timed, and what is asked before and after it without being timed. */
export interface Call {
	timed: Request;
	before?: Request;
	after?: Request;
}

const request = (method: Request["method"]) => (path: string, who: UserId, body?: object) => ({
	method,
	path,
	who,
	...(body && { body }),
});
const [get, post, patch, remove] = [request("GET"), request("POST"), request("PATCH"), request("DELETE")];

const inWorkspace = (what: string) => (at: Filled, who: UserId) =>
	get(`/api/workspaces/${at.workspace_id}/${what}`, who);
const [snapshot, channels] = [inWorkspace("snapshot"), inWorkspace("channels")];
const messages = (query: string) => (at: Filled) => ({
	timed: get(`/api/channels/${at.big}/messages?limit=50${query}`, at.cast.member),
});

function search(at: Filled, who: UserId, q: string, channel_id?: string): Call {
	const query = new URLSearchParams({ workspace_id: at.workspace_id, q, ...(channel_id && { channel_id }) });
	return { timed: get(`/api/search?${query.toString()}`, who) };
}

const send = (at: Filled, nonce: string): Request =>
	post(`/api/channels/${at.big}/messages`, at.cast.member, { body: "who has seen the nets", nonce });

const asPeer = (what: string) => (at: Filled) => ({ timed: inWorkspace(what)(at, at.cast.peer) });

/** What waits for somebody, who is in as many channels and follows as many threads in both workspaces. */
export const lists: Record<string, (at: Filled) => Call> = {
	"unread list (snapshot), in 8 channels": asPeer("snapshot"),
	"threads inbox": asPeer("threads?limit=20"),
	"threads inbox, unread": asPeer("threads?limit=20&unread=true"),
	"threads, their counts": asPeer("threads/followed"),
	"saved messages": (at) => ({ timed: inWorkspace("saved?limit=20")(at, at.cast.member) }),
};

/** Of a thread of 5,000 replies beside one of 50. */
export const threadPages: Record<string, (at: Filled) => Call> = {
	"thread, 5,000 replies beside 50, first page": ({ thread, cast }) => ({
		timed: get(`/api/messages/${thread}/thread?limit=40`, cast.member),
	}),
	"thread, 5,000 replies beside 50, newest page": ({ thread, cast }) => ({
		timed: get(`/api/messages/${thread}/thread?limit=40&latest=true`, cast.member),
	}),
};

const reads: Record<string, (at: Filled) => Call> = {
	snapshot: (at) => ({ timed: snapshot(at, at.cast.member) }),
	"snapshot, in every channel": (at) => ({ timed: snapshot(at, at.cast.everywhere) }),
	"list of channels": (at) => ({ timed: channels(at, at.cast.member) }),
	"list of channels, in every one": (at) => ({ timed: channels(at, at.cast.everywhere) }),
	"one channel": ({ big, cast }) => ({ timed: get(`/api/channels/${big}`, cast.member) }),
	"members, first page": (at) => ({ timed: inWorkspace("members")(at, at.cast.member) }),
	"members, by part of a name": (at) => ({ timed: inWorkspace("members?q=bad")(at, at.cast.member) }),
	"members of a channel": ({ big, cast }) => ({ timed: get(`/api/channels/${big}/members`, cast.member) }),
	"messages, newest": messages(""),
	"messages, in the middle": (at) => messages(`&around_seq=${at.head >> 1}`)(at),
	"messages, oldest": messages("&after_seq=0"),
	thread: ({ thread, cast }) => ({ timed: get(`/api/messages/${thread}/thread`, cast.member) }),
	"search, rare word": (at) => search(at, at.cast.member, rare_word),
	"search, common word": (at) => search(at, at.cast.member, common_word),
	"search, commonest word": (at) => search(at, at.cast.member, commonest_word),
	"search, rare word in a small channel": (at) => search(at, at.cast.member, rare_word, at.small),
	"search, common word in a small channel": (at) => search(at, at.cast.member, common_word, at.small),
	"search, commonest word in a small channel": (at) => search(at, at.cast.member, commonest_word, at.small),
	"search, two common words in a small channel": (at) =>
		search(at, at.cast.member, `${common_word} ${commonest_word}`, at.small),
	"search, rare word in a big channel": (at) => search(at, at.cast.member, rare_word, at.big),
	"search, common word in a big channel": (at) => search(at, at.cast.member, common_word, at.big),
	"search, common word, in every channel": (at) => search(at, at.cast.everywhere, common_word),
	"search, common word, guest": (at) => search(at, at.cast.guest, common_word),
	"events, 200 newest": ({ workspace_id, cast, before }) => {
		const query = new URLSearchParams({ workspace_id, after_cursor: before(200) });
		return { timed: get(`/api/realtime/events?${query.toString()}`, cast.member) };
	},
};

const writes: Record<string, (at: Filled, nonce: string) => Call> = {
	send: (at, nonce) => ({ timed: send(at, nonce) }),
	"send, then search": (at, nonce) => ({ before: send(at, nonce), ...search(at, at.cast.member, rare_word) }),
	reply: ({ thread, cast }, nonce) => ({
		timed: post(`/api/messages/${thread}/thread/replies`, cast.member, { body: "by the jetty", nonce }),
	}),
	edit: ({ mine, cast }, nonce) => ({ timed: patch(`/api/messages/${mine}`, cast.member, { body: `nets, ${nonce}` }) }),
	react: ({ mine, cast }) => {
		const path = `/api/messages/${mine}/reactions`;
		return {
			timed: post(path, cast.member, { emoji: "🦀" }),
			after: remove(`${path}/${encodeURIComponent("🦀")}`, cast.member),
		};
	},
	"mark read": (at, nonce) => ({
		before: send(at, nonce),
		timed: post(`/api/channels/${at.big}/read`, at.cast.everywhere, { seq: Number.MAX_SAFE_INTEGER }),
	}),
	"mark unread": (at) => ({
		timed: post(`/api/channels/${at.big}/unread`, at.cast.everywhere, { seq: 1 }),
		after: post(`/api/channels/${at.big}/read`, at.cast.everywhere, { seq: Number.MAX_SAFE_INTEGER }),
	}),
	"mark everything read": (at, nonce) => ({
		before: send(at, nonce),
		timed: post(`/api/workspaces/${at.workspace_id}/read`, at.cast.everywhere),
	}),
	join: ({ other, cast }) => ({
		timed: post(`/api/channels/${other}/join`, cast.member),
		after: post(`/api/channels/${other}/leave`, cast.member),
	}),
};

/** What is timed, by name: each is asked of both workspaces. The nonce is another each time. */
export const calls: Record<string, (at: Filled, nonce: string) => Call> = { ...reads, ...lists, ...writes };
