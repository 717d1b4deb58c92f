import { tokensOf } from "@clickclack/protocol";
import { median } from "./statistics.ts";

/** As people write: most say something short, some name somebody, give an address or quote code. */
const usual = [
	"Sounds good, I will have a look after lunch.",
	"Thanks @grace! Could you send it to ada@example.com, or put it into #general?",
	"The build is green again: https://ci.example.com/builds/4711?tab=log, it was `npm ci`, **not** the tests 🎉",
	"- first the migration\n- then the [release notes](https://example.com/notes)\n\n> who tells the customers?",
	"お疲れさまです。@gusさん、資料はhttps://example.com/docs、ご確認ください。",
	'```ts\nconst greeting = "hello";\nconsole.log(greeting);\n```\nwhy does this not work?',
];
const rounds = 9;
const times = 2_000;

/** Microseconds of work to find what is in a usual message, as the server does with each: the middle of a few rounds. */
export function grammarTime(): number {
	const each = Array.from({ length: rounds }, () => {
		const before = process.threadCpuUsage();
		for (let i = 0; i < times; i++) tokensOf(usual[i % usual.length]!);
		const { user, system } = process.threadCpuUsage(before);
		return (user + system) / times;
	});
	return median(each);
}
