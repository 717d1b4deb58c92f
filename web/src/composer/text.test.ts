import { expect, test } from "vitest";
import { insert, isInFence, wrap, wrapCode, wrapLink, type Text } from "./text.ts";

/** `a [b] c` is the text `a b c` with b selected. */
function text(drawn: string): Text {
	const start = drawn.indexOf("[");
	const end = drawn.indexOf("]") - 1;
	return { value: drawn.replace("[", "").replace("]", ""), start, end };
}

const draw = ({ value, start, end }: Text) => `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`;

test("a mark goes around the selection, and away again", () => {
	const bold = wrap(text("say [this] now"), "**");
	expect(draw(bold)).toBe("say **[this]** now");
	expect(draw(wrap(bold, "**"))).toBe("say [this] now");
	expect(draw(wrap(text("say []"), "_"))).toBe("say _[]_");
});

test("one line of code gets backticks, several get a fence", () => {
	expect(draw(wrapCode(text("[x]")))).toBe("`[x]`");
	expect(wrapCode(text("[x\ny]")).value).toBe("```\nx\ny\n```");
});

test("a link asks for the half that is missing", () => {
	expect(draw(wrapLink(text("[docs]")))).toBe("[docs](https://[])");
	expect(wrapLink(text("[https://example.com]")).value).toBe("[](https://example.com)");
	expect(wrapLink(text("[https://example.com]")).start).toBe(1);
});

test("what is inserted takes the place of the selection", () => {
	expect(draw(insert(text("hello [@gr]"), "@grace "))).toBe("hello @grace []");
});

test("a block of code is open from its fence to the next one", () => {
	const value = "a\n```\nb\n```\nc";
	expect(isInFence(value, 1)).toBe(false);
	expect(isInFence(value, value.indexOf("b"))).toBe(true);
	expect(isInFence(value, value.length)).toBe(false);
});
