import { ClickClack, type ClientOptions, type Role } from "@clickclack/sdk";
import type { Dice } from "./dice.ts";
import type { Ear } from "./ear.ts";

/** As far as is known here; `unsure` when an answer was lost, or when something else is in the way. */
export type Standing = "in" | "out" | "unsure";

/** Somebody with a session, who does one thing at a time. */
export class Person {
	readonly #url: string;
	readonly user_id: string;
	readonly handle: string;
	/** what they come back as */
	readonly home: Role;
	standing: Standing = "in";
	session = "";
	chat: ClickClack;
	/** requests that went out for what they do now */
	attempts = 0;
	readonly ears: Ear[] = [];
	/** what they throw for what they do now */
	dice: Dice;
	readonly #plan: Dice;
	#turns = 0;

	constructor(url: string, user: { id: string; handle: string }, home: Role, dice: Dice) {
		this.#url = url;
		[this.#plan, this.dice] = [dice, dice];
		this.user_id = user.id;
		this.handle = user.handle;
		this.home = home;
		this.chat = this.#client();
	}

	/** The next thing to do: each has dice of its own, so that how often the one before threw changes nothing. */
	nextTurn(): void {
		this.dice = this.#plan.for(this.#turns++);
	}

	/** A new session, from a link that the operator made. */
	async signIn(token: string): Promise<void> {
		const chat = this.#client();
		const { session } = await chat.auth.consumeMagicLink(token);
		[this.session, this.chat] = [session.id, chat];
	}

	/** For a client beside `chat`: it keeps the session of now. */
	another(connect: NonNullable<ClientOptions["connect"]>): ClickClack {
		return new ClickClack({ baseUrl: this.#url, token: this.chat.token!, connect });
	}

	#client(): ClickClack {
		const counting: typeof fetch = (url, init) => {
			this.attempts++;
			return fetch(url, init);
		};
		return new ClickClack({ baseUrl: this.#url, fetch: counting });
	}
}
