// The people and messages of the demo. Mentions are written with first names and become handles.

export type Person = "Ada" | "Grace" | "Margaret" | "Alan";

export const people: Record<Person, { name: string; email: string }> = {
	Ada: { name: "Ada Lovelace", email: "ada@example.com" },
	Grace: { name: "Grace Hopper", email: "grace@example.com" },
	Margaret: { name: "Margaret Hamilton", email: "margaret@example.com" },
	Alan: { name: "Alan Turing", email: "alan@example.com" },
};
export interface DemoMessage {
	by: Person;
	body: string;
	reactions?: Record<string, Person[]>;
	replies?: DemoMessage[];
}

export interface Room {
	name: string;
	topic: string;
	/** Absent: public; otherwise private to these. */
	only?: Person[];
	messages: DemoMessage[];
}

/** A direct conversation: who is in it, the one who opened it first. */
export interface Direct {
	between: [Person, Person, ...Person[]];
	messages: DemoMessage[];
}

export const workspace_name = "Analytical Engines";

export const rooms: Room[] = [
	{
		name: "general",
		topic: "What everybody should know",
		messages: [
			{
				by: "Ada",
				body: "Good morning, and welcome to **ClickClack**. This is where we talk from now on: one place, searchable, ours.",
				reactions: { "🎉": ["Grace", "Margaret", "Alan"], "🦀": ["Grace"] },
			},
			{ by: "Grace", body: "Morning! First impression: it is *fast*. I typed faster than my kettle boils." },
			{ by: "Margaret", body: "Hello from the night shift. Is there a place for the simulator reports?" },
			{
				by: "Ada",
				body: "Yes, #engineering. Numbers go there, opinions about numbers too. For lunch there is #random.",
				reactions: { "👍": ["Margaret", "Alan"] },
			},
			{
				by: "Alan",
				body: "How do I find something again? I wrote down an address last week and lost the paper.",
				replies: [
					{
						by: "Grace",
						body: "Press `Ctrl K` and type any words of it. It finds `naïve` when you type naive, too.",
					},
					{
						by: "Alan",
						body: "Found it. I withdraw what I said about computers.",
						reactions: { "😄": ["Ada", "Grace"] },
					},
					{ by: "Ada", body: "We shall quote you on that, @Alan." },
				],
			},
			{
				by: "Margaret",
				body: "Reminder: planning on Thursday at 10:00. Please bring one thing that we should *stop* doing.",
			},
			{
				by: "Grace",
				body: "> bring one thing that we should stop doing\n\nMeetings at 10:00.",
				reactions: { "😂": ["Ada", "Alan", "Margaret"] },
			},
		],
	},
	{
		name: "launch",
		topic: "Everything until the first customers are in",
		messages: [
			{
				by: "Ada",
				body: "Where we are with the launch:\n\n- [x] sign-in by link\n- [x] threads and reactions\n- [ ] the page that says what it costs\n- [ ] a dry run with somebody who has never seen it\n\n@Grace, could you find that somebody?",
				reactions: { "👀": ["Grace"] },
			},
			{
				by: "Grace",
				body: "My sister volunteers. She has opinions about software, which is what we want.",
				reactions: { "❤️": ["Ada"] },
				replies: [
					{ by: "Ada", body: "Perfect. Do not help her. Write down where she stops." },
					{ by: "Grace", body: "She stopped once: looked for *New message* as a button. Then she just typed." },
					{ by: "Margaret", body: "That is the best test report I have read this year." },
					{ by: "Ada", body: "Then typing it is. No button." },
				],
			},
			{
				by: "Alan",
				body: "The price page: I propose one line. **It is yours; run it where you like.**",
				reactions: { "💯": ["Ada", "Margaret"] },
			},
			{
				by: "Margaret",
				body: "Go / no-go list is in the thread. Answer with ✅ or with a reason.",
				reactions: { "✅": ["Ada", "Grace", "Alan"] },
				replies: [
					{
						by: "Margaret",
						body: "1. restore from a backup\n2. kill the server while people type\n3. a phone in a train",
					},
					{ by: "Alan", body: "2 is done: killed it twenty times, nothing that was acknowledged went missing." },
					{
						by: "Grace",
						body: "3 is done: tunnel between two stations, wrote four lines, all arrived once and in order.",
					},
				],
			},
			{
				by: "Ada",
				body: "Then we launch on Monday. Thank you, all of you. 🚀",
				reactions: { "🚀": ["Grace", "Margaret", "Alan"] },
			},
		],
	},
	{
		name: "engineering",
		topic: "How it works, and why it does not",
		messages: [
			{
				by: "Grace",
				body: "Found the duplicate sends. The client made a new nonce on every retry:\n\n```ts\n// before: a retry was a new message\nawait send({ body, nonce: crypto.randomUUID() });\n\n// after: a retry is the same message\nconst nonce = draft.nonce;\nawait retry(() => send({ body, nonce }));\n```\n\nOne line moved, one bug gone.",
				reactions: { "👏": ["Ada", "Margaret"], "🐛": ["Alan"] },
				replies: [
					{ by: "Margaret", body: "Is there a test that fails without it?" },
					{
						by: "Grace",
						body: "There is: *sending the same nonce twice sends one message*. It was red, now it is green.",
					},
					{ by: "Margaret", body: "Then I sleep well.", reactions: { "😴": ["Grace"] } },
				],
			},
			{
				by: "Alan",
				body: "Latency of last night, in milliseconds:\n\n| | p50 | p99 |\n|---|---|---|\n| send | 3 | 11 |\n| deliver | 5 | 19 |\n| search | 4 | 28 |",
			},
			{
				by: "Ada",
				body: "Search at 28 is the slowest thing that we have? I remember when it was the *only* thing that we had.",
			},
			{
				by: "Margaret",
				body: "@Alan please add the 1,000 listeners case. Averages hide the people who wait.",
				reactions: { "👍": ["Alan"] },
			},
			{
				by: "Alan",
				body: "Added. Batching frames makes it about **twenty times** cheaper: writing a frame costs far more than its length.",
			},
			{
				by: "Grace",
				body: "日本語の検索も試しました。二文字でも見つかります。 (Searching Japanese works too, down to two characters.)",
				reactions: { "🙌": ["Ada", "Alan"] },
			},
			{
				by: "Alan",
				body: "@Ada the table for your slide is above. Say if you need it in another unit than milliseconds.",
			},
		],
	},
	{
		name: "random",
		topic: "Not work",
		messages: [
			{
				by: "Alan",
				body: "Chess at lunch? I lost to a machine yesterday and would like to lose to a person for a change.",
			},
			{ by: "Ada", body: "I'll play, if I may play the machine's side.", reactions: { "♟️": ["Alan"] } },
			{
				by: "Grace",
				body: "A moth was found in relay 70 this morning. It has been taped into the log book.",
				reactions: { "🦋": ["Ada", "Alan", "Margaret"] },
			},
			{ by: "Margaret", body: "~~It was a feature~~ It was a bug." },
		],
	},
	{
		name: "founders",
		topic: "Ada and Grace",
		only: ["Ada", "Grace"],
		messages: [
			{
				by: "Ada",
				body: "Only the two of us see this channel. Budget for next year: could you look before I show it to the others?",
			},
			{
				by: "Grace",
				body: "Looks right to me. I would take `hosting` down by half: we use far less than we feared.",
				reactions: { "🙏": ["Ada"] },
			},
		],
	},
];

export const directs: Direct[] = [
	{
		between: ["Grace", "Ada"],
		messages: [
			{ by: "Grace", body: "Do you have ten minutes before the planning? I would rather ask than guess." },
			{ by: "Ada", body: "After lunch. Bring the log book, I want to see that moth.", reactions: { "🦋": ["Grace"] } },
			{ by: "Grace", body: "It is taped in. It does not move any more, unlike our date for the launch." },
		],
	},
	{
		between: ["Margaret", "Ada", "Alan"],
		messages: [
			{ by: "Margaret", body: "Grace has her tenth year here on Friday. Cake, or a book?" },
			{ by: "Alan", body: "Cake. She has read all the books.", reactions: { "🎂": ["Ada", "Margaret"] } },
		],
	},
];
