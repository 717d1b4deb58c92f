import { expect, test } from "vitest";
import { readCaps } from "./caps.ts";

test("caps are as in the code, but for those that the deployment sets", () => {
	const usual = readCaps();
	expect(usual.channels).toEqual({ workspace: 5_000, maker: 500 });
	expect(readCaps('{"channels":{"workspace":200}}')).toEqual({ ...usual, channels: { workspace: 200, maker: 500 } });
});

test("a setting that is wrong is refused by its name", () => {
	const wrong = {
		"{": "it is not JSON",
		"[]": "CAPS:",
		'{"channels":{"workspace":"many"}}': "CAPS.channels.workspace:",
		'{"members":{"workspace":0}}': "CAPS.members.workspace:",
		'{"channel":{"workspace":1}}': "channel",
		'{"invites":{"owner":1}}': "CAPS.invites:",
	};
	for (const [setting, name] of Object.entries(wrong)) expect(() => readCaps(setting), setting).toThrow(name);
});
