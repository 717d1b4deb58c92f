import type { DurableEvent, LeanAuthors, LeanMessage, LeanMessageEvent, Message, ServerEvent, User } from "./types.ts";

type Id<Prefix extends string> = `${Prefix}_${string}`;
type LeanOther = Omit<DurableEvent, "id" | "workspace_id">;
/** An element of a frame; the events of older servers, and ephemeral ones, are whole. */
type Element = LeanMessageEvent | LeanOther | LeanAuthors | ServerEvent;

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/** A number as so many digits of the alphabet of ids. */
function encode(number: number, length: number): string {
	let text = "";
	for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) text = digits[rest % 32]! + text;
	return text;
}

const decode = (text: string): number => [...text].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0);

/** The time in an id: the ten digits after its prefix. */
const timeOf = (id: string): string => new Date(decode(id.slice(-26, -16))).toISOString();

/** Makes whole events of the lean ones of one socket (R41 to R44). */
export class LeanReader {
	readonly #workspace_id: Id<"wsp">;
	/** people whose messages came on this socket, as they are now */
	readonly #authors = new Map<string, User>();

	constructor(workspace_id: Id<"wsp">) {
		this.#workspace_id = workspace_id;
	}

	/** @throws for a frame that breaks the rules */
	read(frame: Element[]): ServerEvent[] {
		return frame.flatMap((element) => {
			if ("users" in element) return this.#learn(element.users);
			if ("id" in element) return element;
			return "message" in element ? this.#messageEvent(element) : this.#other(element);
		});
	}

	#learn(users: User[]): [] {
		for (const user of users) this.#authors.set(user.id, user);
		return [];
	}

	#other(event: LeanOther): ServerEvent {
		const whole = { ...this.#envelope(event.cursor, event.created_at), ...event } as DurableEvent;
		if ("member" in whole.payload && this.#authors.has(whole.payload.member.user.id))
			this.#learn([whole.payload.member.user]);
		return whole;
	}

	#messageEvent({ message: lean, correlation_id, direct_conversation_id, ...event }: LeanMessageEvent): ServerEvent {
		const { created_at = timeOf(lean.id) } = event;
		const place = { channel_id: event.channel_id, direct_conversation_id };
		const message = this.#message(lean, place, event.seq);
		const { id: message_id, author_id, nonce, thread_root_id: root_message_id, mentioned_user_ids } = message;
		const isRootCreated = event.type === "message.created";
		const isCreated = isRootCreated || event.type === "thread.reply_created";
		return withoutAbsent({
			...this.#envelope(event.cursor, created_at),
			...event,
			created_at,
			mentioned_user_ids: mentioned_user_ids.length > 0 ? mentioned_user_ids : undefined,
			payload: withoutAbsent({
				...(isRootCreated && { topic_id: message.topic_id }),
				message_id,
				...(isRootCreated ? { author_id } : { root_message_id }),
				direct_conversation_id,
				...(isCreated && { nonce, correlation_id }),
				message,
			}),
		}) as ServerEvent;
	}

	#message(lean: LeanMessage, place: object, channel_seq: number | undefined): Message {
		const { id, thread_root_id } = lean;
		const author = this.#author(lean.author_id);
		const { quoted_author_id: quoted, forwarded } = lean;
		const quiet = { root_message_id: id, reply_count: 0, last_reply_author_ids: [] };
		const root = { channel_seq, route_id: `M${id.slice(-16).toUpperCase()}`, thread_state: quiet };
		return withoutAbsent({
			...place,
			workspace_id: this.#workspace_id,
			kind: "message",
			body_format: "markdown",
			created_at: timeOf(id),
			mentioned_user_ids: [],
			reactions: [],
			reacted_by: [],
			...(thread_root_id === undefined ? { ...root, thread_root_id: id } : { parent_message_id: thread_root_id }),
			...lean,
			author,
			quoted_author: quoted && this.#author(quoted),
			forwarded: forwarded && { ...forwarded, author: this.#author(forwarded.author_id) },
		}) as Message;
	}

	#author(id: string): User {
		const author = this.#authors.get(id);
		if (!author) throw new TypeError(`the author ${id} was not given`);
		return author;
	}

	/** What every event has, and no lean one says. */
	#envelope(cursor: string, created_at: string): { id: Id<"evt">; workspace_id: Id<"wsp"> } {
		const workspace_id = this.#workspace_id;
		const [time, count] = [encode(Date.parse(created_at), 10), encode(Number(cursor.slice(-12)), 8)];
		return { id: `evt_${time}${workspace_id.slice(-16, -8)}${count}`, workspace_id };
	}
}

const withoutAbsent = (object: object): object =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
