import { expect, test } from "vitest";
import { noneFoundHint } from "./search.ts";

test.each([
	'"here error"',
	"here.error",
	"192.168.1.10",
	"foo_bar",
	"„здесь ошибка“",
	"«εδώ λάθος»",
	"„hier",
	"「エラー 500」",
	"ошибка.здесь",
	"خطأ-هنا",
	"शब्द.दूसरा",
	"오류/여기",
	"1,000",
])("where %j finds nothing, the words may be there in another order", (words) => {
	expect(noneFoundHint(words)).toContain("in this order");
});

test.each(["here error", "ошибка, здесь", "a,b", "エラー、ここ", "שגיאה", 'צה"ל', "c++", "🎉 a", "ข้อผิดพลาด"])(
	"where %j finds nothing, not all of the words are there",
	(words) => {
		expect(noneFoundHint(words)).not.toContain("in this order");
	},
);
