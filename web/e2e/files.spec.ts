import type { Locator, Page } from "@playwright/test";
import { breaker } from "./breaker.ts";
import { faults } from "./faults.ts";
import { Finger, phone } from "./finger.ts";
import { pdf, picture, sound, text, type Sample } from "./samples.ts";
import { smallTargets } from "./targets.ts";
import { expect, test, type Person } from "./world.ts";

const chips = (page: Page): Locator => page.getByRole("list", { name: "Files to send" }).getByRole("listitem");
const viewer = ({ page }: Person, name: string) =>
	page.getByRole("dialog", { name: new RegExp(`Preview of .*${name}`) });
const send = ({ page }: Person) => page.getByRole("button", { name: "Send", exact: true }).click();

async function choose({ page }: Person, ...files: Sample[]): Promise<void> {
	const asked = page.waitForEvent("filechooser");
	await page.getByRole("button", { name: "Attach files" }).click();
	await (await asked).setFiles(files);
}

/** What is dropped or pasted, as the browser has it. */
const transfer = (page: Page, files: Sample[]) =>
	page.evaluateHandle(
		(files) => {
			const data = new DataTransfer();
			for (const { name, type, bytes } of files)
				data.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, { type }));
			return data;
		},
		files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, bytes: buffer.toString("base64") })),
	);

async function drop(target: Locator, ...files: Sample[]): Promise<void> {
	const dataTransfer = await transfer(target.page(), files);
	await target.dispatchEvent("dragover", { dataTransfer });
	await expect(target.page().getByText(/^Drop files to/)).toBeVisible();
	await target.dispatchEvent("drop", { dataTransfer });
}

async function paste(field: Locator, ...files: Sample[]): Promise<void> {
	const data = await transfer(field.page(), files);
	await field.evaluate((element, clipboardData) => {
		element.focus();
		element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	}, data);
}

/** Decides what becomes of uploads. */
const onUpload = (page: Page, handle: Parameters<Page["route"]>[1]) => page.route(/\/api\/uploads\?/, handle);

test("files are chosen, dropped and pasted, sent with a message, and others have them at once", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));

	await test.step("each becomes a chip with its name and size", async () => {
		await choose(ada, await picture(ada.page, "dawn.png", 800, 450), text("plan.txt", "First, tea."));
		await expect(chips(ada.page)).toHaveCount(2);
		await drop(ada.page.locator("main"), pdf("Report.pdf", ["Report", "The end"]));
		await paste(ada.composer, await picture(ada.page, "image.png", 300, 300, 20));
		await expect(chips(ada.page)).toHaveText([
			/dawn\.png.*PNG · .*kB/s,
			/plan\.txt.*TXT · 11 bytes/s,
			/Report\.pdf.*PDF/s,
			/Pasted image .*\.png.*PNG/s,
		]);
		await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("chips.png") });
	});

	await test.step("one is taken away, the others are sent with the words", async () => {
		await ada.page.getByRole("button", { name: "Remove plan.txt" }).click();
		await expect(chips(ada.page)).toHaveCount(3);
		await expect(ada.page.getByRole("button", { name: "Remove Report.pdf" })).toBeFocused();
		await ada.say("What we saw");
		await expect(chips(ada.page)).toHaveCount(0);
		const message = grace.message("What we saw");
		await expect(message.getByRole("img", { name: "dawn.png" })).toBeVisible();
		await expect(message.getByRole("button", { name: /Report\.pdf/ }).first()).toBeVisible();
		await expect(message.getByRole("img")).toHaveCount(2);
		expect(await faults(grace.page)).toEqual([]);
	});

	await test.step("files need no words, and are quoted by their names", async () => {
		await choose(ada, sound("tone.wav"));
		await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
		await ada.composer.press("Enter");
		const card = grace.timeline.getByRole("article").filter({ hasText: "tone.wav" });
		await expect(card.getByRole("button", { name: "Play tone.wav" })).toBeVisible();
		await grace.act(card, "More");
		await grace.page.getByRole("menuitem", { name: "Quote" }).click();
		await grace.say("Sounds good");
		await expect(ada.message("Sounds good").getByRole("link", { name: /tone\.wav/ })).toBeVisible();
	});

	await test.step("all are there after a reload, and nothing jumps when they come", async () => {
		await grace.page.reload();
		await expect(grace.message("What we saw").getByRole("img", { name: "dawn.png" })).toBeVisible();
		const { messages } = await ada.chat.messages.list(world.general.id);
		expect(
			messages.map(({ attachments = [] }) => attachments.map(({ filename }) => filename.replace(/image .*/, "image"))),
		).toEqual([["dawn.png", "Report.pdf", "Pasted image"], ["tone.wav"], []]);
		expect(messages[0]!.attachments![0]).toMatchObject({ width: 800, height: 450 });
		expect(messages[0]!.attachments![0]!.placeholder).toMatch(/^[\w+/]+=*$/);
	});
});

test("an upload is cancelled, tried again, and waited for by the message", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	let what: "hold" | "break" | "loseAnswer" | "pass" = "hold";
	const held: (() => Promise<void>)[] = [];
	await onUpload(ada.page, async (route) => {
		if (what === "hold") held.push(() => route.continue());
		else if (what === "break") await route.abort();
		else if (what === "loseAnswer") {
			what = "pass";
			await route.fetch();
			await route.abort();
		} else await route.continue();
	});

	await test.step("cancelled, it is not sent", async () => {
		await choose(ada, text("secret.txt", "never"));
		await ada.page.getByRole("button", { name: "Cancel the upload of secret.txt" }).click();
		await expect(chips(ada.page)).toHaveCount(0);
		await expect(ada.composer).toBeFocused();
	});

	await test.step("the message is sent when its files are there", async () => {
		await choose(ada, text("slow.txt", "at last"));
		await ada.composer.fill("with a file");
		await ada.composer.press("Enter");
		await expect(ada.page.getByText("Your message is sent when the files are uploaded.")).toBeVisible();
		await expect.poll(() => held.length).toBe(2);
		await held[1]!();
		await expect(ada.message("with a file").getByText("slow.txt")).toBeVisible();
		await expect(ada.composer).toHaveValue("");
	});

	await test.step("one that fails says so, and holds the message back until it is tried again", async () => {
		what = "break";
		await choose(ada, text("broken.txt", "again"));
		await expect(ada.page.getByText("1 file wasn't uploaded. Try again, or remove it.")).toBeVisible();
		await ada.composer.fill("second try");
		await ada.composer.press("Enter");
		await expect(ada.composer).toHaveValue("second try");
		what = "pass";
		await ada.page.getByRole("button", { name: "Upload broken.txt again" }).click();
		await expect(ada.message("second try").getByText("broken.txt")).toBeVisible();
	});

	await test.step("a lost answer makes no second file", async () => {
		what = "loseAnswer";
		await choose(ada, text("once.txt", "only once"));
		await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
		await ada.composer.press("Enter");
		await expect(ada.timeline.getByText("once.txt")).toBeVisible();
		const { uploads } = await ada.chat.uploads.list(world.general.id);
		expect(uploads.map(({ upload }) => upload.filename).toSorted()).toEqual(["broken.txt", "once.txt", "slow.txt"]);
	});
});

test("offline, an upload waits and goes on by itself", async ({ world }) => {
	const ada = await world.person("Ada");
	const line = await breaker(ada.page);
	await ada.open(world.general);
	await expect(ada.page.getByRole("button", { name: "Attach files" })).toBeVisible();
	await line.off();
	await choose(ada, text("later.txt", "patience"));
	await expect(chips(ada.page)).toContainText("You're offline. The upload begins again when you're back.");
	await line.on();
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await send(ada);
	await expect(ada.timeline.getByText("later.txt")).toBeVisible();
});

test("what cannot be a file of a message is refused before it is sent, in words", async ({ world }) => {
	const ada = await world.person("Ada");
	let uploads = 0;
	await onUpload(ada.page, (route) => (uploads++, route.continue()));
	await ada.open(world.general);
	const alert = (words: string | RegExp) => ada.page.locator("[data-toasts]").getByText(words);
	await choose(ada, text("nothing.txt", ""));
	await expect(alert(/nothing\.txt.* is empty, so it wasn't added\./)).toBeVisible();
	await ada.page.evaluate(() => {
		const big = new File([new Uint8Array(65 * 1_024 * 1_024)], "film.bin");
		const field = document.querySelector<HTMLInputElement>("input[type=file]")!;
		const data = new DataTransfer();
		data.items.add(big);
		field.files = data.files;
		field.dispatchEvent(new Event("change", { bubbles: true }));
	});
	await expect(alert(/film\.bin.* has 65 MB\. A file may have 64 MB at most\./)).toBeVisible();
	await expect(chips(ada.page)).toHaveCount(0);
	expect(uploads).toBe(0);
	await choose(ada, ...Array.from({ length: 12 }, (_, n) => text(`${n}.txt`, `number ${n}`)));
	await expect(alert("A message can have 10 files. The rest wasn't added.")).toBeVisible();
	await expect(chips(ada.page)).toHaveCount(10);
});

test("what was uploaded stays with the draft: elsewhere, and after a reload", async ({ world }) => {
	const ada = await world.person("Ada");
	const other = await world.person("Grace");
	const [second] = await world.channels(ada, other, ["second"]);
	await ada.open(world.general);
	await choose(ada, await picture(ada.page, "kept.png", 400, 300), text("kept.txt", "too"));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await ada.page.getByRole("link", { name: /second/ }).click();
	await expect(ada.page.getByRole("textbox", { name: "Message #second" })).toBeVisible();
	await expect(chips(ada.page)).toHaveCount(0);
	await expect(ada.page.getByRole("link", { name: /general/ }).getByText("Draft")).toBeAttached();
	await ada.open(second!);
	await ada.page.getByRole("link", { name: /general/ }).click();
	await expect(chips(ada.page)).toHaveCount(2);
	await ada.page.reload();
	await expect(chips(ada.page)).toHaveText([/kept\.png/, /kept\.txt/]);
	await ada.say("from before");
	await expect(ada.message("from before").getByRole("img", { name: "kept.png" })).toBeVisible();
	await expect(ada.message("from before").getByText("kept.txt")).toBeVisible();
});

test("a long text that is pasted can be a file", async ({ world }) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	await ada.open(world.general);
	await expect(ada.page.getByRole("button", { name: "Attach files" })).toBeVisible();
	await ada.composer.fill("Look: ");
	const long = "one line of a log\n".repeat(300);
	await ada.page.evaluate((long) => navigator.clipboard.writeText(long), long);
	await ada.composer.press("Control+v");
	await ada.page.getByRole("button", { name: "Attach as a text file" }).click();
	await expect(ada.composer).toHaveValue("Look: ");
	await expect(chips(ada.page)).toHaveText(/pasted-text\.txt/);
	await send(ada);
	await expect(ada.message("Look:").getByText("pasted-text.txt")).toBeVisible();
});

test("files in threads and direct messages", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await grace.chat.messages.create(world.general.id, { body: "a root" });
	await ada.open(world.general);
	await ada.act(ada.message("a root"), "Reply in thread");
	await expect(ada.threadComposer).toBeVisible();
	await drop(ada.page.getByRole("complementary", { name: "Thread" }), text("reply.txt", "in the thread"));
	await ada.threadComposer.fill("here");
	await ada.threadComposer.press("Enter");
	await expect(ada.thread.getByText("reply.txt")).toBeVisible();
	await expect
		.poll(async () =>
			(await grace.chat.threads.get(message.id)).replies[0]?.attachments?.map(({ filename }) => filename),
		)
		.toEqual(["reply.txt"]);

	const { conversation } = await ada.chat.dms.create(world.workspace.id, [grace.user.id]);
	await ada.open(conversation);
	await grace.open(conversation);
	await choose(ada, text("private.txt", "for you"));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await send(ada);
	await expect(grace.timeline.getByText("private.txt")).toBeVisible();
});

/** How many points of a drawn page are not white. */
const inkOf = (page: Locator): Promise<number> =>
	page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
		const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
		let ink = 0;
		for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 0 && data[at + 1]! < 200) ink++;
		return ink;
	});

test("pictures are looked at by keyboard, other files as what they are", async ({ world }, info) => {
	const ada = await world.person("Ada");
	await ada.page.addInitScript(() => {
		document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
			console.error(`refused ${violatedDirective} ${blockedURI}`),
		);
	});
	const complaints: string[] = [];
	ada.page.on("console", (message) => message.text().startsWith("refused") && complaints.push(message.text()));
	await ada.open(world.general);
	await choose(
		ada,
		await picture(ada.page, "one.png", 900, 600),
		await picture(ada.page, "two.png", 600, 900, 30),
		text("main.ts", "const answer: number = 42;\n"),
		text("people.csv", 'name,born\n"Lovelace, Ada",1815\nGrace,1906\n', "text/csv"),
		text("notes.md", "# Notes\n\n**bold**", "text/markdown"),
		text("page.html", "<h1>Title</h1><script>alert(1)</script>", "text/html"),
		pdf("Report.pdf", ["Report", "The end"]),
		pdf("Second.pdf", ["Another one"]),
		text("all.zip", "PK", "application/zip"),
	);
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await ada.say("everything");
	const message = ada.message("everything");

	await test.step("the picture opens by Enter, arrows lead on, keys zoom, Escape leads back", async () => {
		await expect(message.getByRole("img", { name: "one.png" })).toBeVisible();
		const opener = message.getByRole("button", { name: "Open one.png" });
		await opener.focus();
		await ada.page.keyboard.press("Enter");
		await expect(viewer(ada, "one.png").getByRole("img", { name: "one.png" })).toBeVisible();
		await expect(viewer(ada, "one.png").getByText("1 of 9")).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.keyboard.press("+");
		await expect(ada.page.getByRole("button", { name: /Fit to window/ })).toHaveText("150%");
		await ada.page.keyboard.press("0");
		await expect(ada.page.getByRole("button", { name: /Fit to window/ })).toHaveText("100%");
		await ada.page.keyboard.press("ArrowRight");
		await expect(viewer(ada, "two.png")).toBeVisible();
		for (let n = 0; n < 12; n++) await ada.page.keyboard.press("Tab");
		expect(
			await ada.page.evaluate(
				() => document.activeElement?.closest("dialog") !== null || document.activeElement === document.body,
			),
		).toBe(true);
		await ada.page.keyboard.press("Escape");
		await expect(ada.page.getByRole("dialog")).toHaveCount(0);
		await expect(opener).toBeFocused();
	});

	const shows: Record<string, (dialog: Locator) => Promise<unknown>> = {
		"main.ts": (dialog) => expect(dialog.locator(".code-keyword").first()).toHaveText("const"),
		"people.csv": (dialog) => expect(dialog.getByRole("cell", { name: "Lovelace, Ada" })).toBeVisible(),
		"notes.md": (dialog) => expect(dialog.getByRole("heading", { name: "Notes", level: 1 })).toBeVisible(),
		"page.html": (dialog) => expect(dialog.getByText("<script>alert(1)</script>")).toBeVisible(),
		"Report.pdf": (dialog) =>
			expect.poll(() => inkOf(dialog.getByRole("img", { name: "Page 1" }))).toBeGreaterThan(1_000),
		// the library is there, and reads another one
		"Second.pdf": (dialog) =>
			expect.poll(() => inkOf(dialog.getByRole("img", { name: "Page 1" }))).toBeGreaterThan(1_000),
		"all.zip": (dialog) => expect(dialog.getByText("There's no preview for this kind of file")).toBeVisible(),
	};
	for (const [name, isShown] of Object.entries(shows))
		await test.step(name, async () => {
			await message.getByRole("button", { name: new RegExp(`${name}.*Open`) }).click();
			await isShown(viewer(ada, name));
			await expect(
				viewer(ada, name)
					.getByRole("button", { name: /^Download/ })
					.first(),
			).toBeVisible();
			expect(await faults(ada.page)).toEqual([]);
			await ada.page.screenshot({ path: info.outputPath(`${name}.png`) });
			// a step in the history
			await ada.page.goBack();
			await expect(ada.page.getByRole("dialog")).toHaveCount(0);
		});
	expect(complaints).toEqual([]);
});

test("what draws files comes later than the messages, and nothing moves then", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	for (const count of [1, 2, 5, 7]) {
		const pictures = Array.from({ length: count }, (_, n) =>
			picture(ada.page, `${count}-${n}.png`, 300 + 100 * n, 300, 40 * n),
		);
		await choose(ada, ...(await Promise.all(pictures)), text(`${count}.txt`, "beside them"));
		await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
		await ada.say(`gallery of ${count}`);
		await expect(ada.message(`gallery of ${count}`).getByRole("img")).toHaveCount(count);
	}
	let release = () => {};
	const held = new Promise<void>((done) => (release = done));
	await ada.page.route(/\/assets\/Attachments-/, async (route) => {
		await held;
		await route.continue();
	});
	await ada.page.reload();
	const heights = () =>
		ada.timeline
			.getByRole("article")
			.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
	await expect(ada.message("gallery of 7")).toBeVisible();
	await expect(ada.timeline.getByRole("img", { name: /png/ })).toHaveCount(0);
	const before = await heights();
	release();
	await expect(ada.message("gallery of 7").getByRole("img")).toHaveCount(7);
	await expect(ada.message("gallery of 7").getByText("7.txt")).toBeVisible();
	expect(await heights()).toEqual(before);
	expect(Math.max(...before)).toBeGreaterThan(200);
});

test("where the server stores no files there is no button, and what is dropped or pasted is refused in words", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.page.route(/\/snapshot/, async (route) => {
		const answer = await route.fetch();
		const { uploads: _, ...snapshot } = (await answer.json()) as Record<string, unknown>;
		await route.fulfill({ response: answer, json: snapshot });
	});
	await ada.open(world.general);
	await expect(ada.page.getByRole("button", { name: "Create a poll" })).toBeVisible();
	await expect(ada.page.getByRole("button", { name: "Attach files" })).toHaveCount(0);
	const words = ada.page.getByText("This server doesn't store files, so they can't be shared here.");
	await paste(ada.composer, text("a.txt", "a"));
	await expect(words).toBeVisible();
	await drop(ada.page.locator("main"), text("b.txt", "b"));
	await expect(words).toHaveCount(2);
	await expect(chips(ada.page)).toHaveCount(0);
});

test("files are found by search, by their names and as such", async ({ world }, info) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await choose(ada, await picture(ada.page, "lighthouse.png", 300, 200));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await send(ada);
	await expect(ada.timeline.getByRole("img", { name: "lighthouse.png" })).toBeVisible();
	await ada.say("a lighthouse without a picture");
	for (const [words, count] of [
		["has:image", 1],
		["lighthouse has:file", 1],
		["lighthouse", 2],
	] as const) {
		await ada.page.goto(`${ada.page.url().split("?")[0]}?pane=search&q=${encodeURIComponent(words)}`);
		const pane = ada.page.getByRole("complementary", { name: "Search" });
		await expect(pane.getByRole("link", { name: /lighthouse/ })).toHaveCount(count);
		await expect(pane.getByRole("link", { name: /lighthouse\.png/ })).toHaveCount(1);
	}
	await ada.page.screenshot({ path: info.outputPath("found.png") });
	expect(await faults(ada.page)).toEqual([]);
});

test("one of several files is deleted, and it can be undone; the last one goes with its message", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await ada.open(world.general);
	await grace.open(world.general);
	await choose(ada, text("good.txt", "stays"), text("bad.txt", "goes"));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await send(ada);
	const remove = async (name: string) => {
		await ada.page.getByRole("button", { name: `Actions on ${name}` }).click();
		await ada.page.getByRole("menuitem", { name: "Delete file" }).click();
	};
	await expect(grace.timeline.getByText("bad.txt")).toBeVisible();
	await grace.page.getByRole("button", { name: "Actions on bad.txt" }).click();
	await expect(grace.page.getByRole("menuitem", { name: "Download" })).toBeVisible();
	await expect(grace.page.getByRole("menuitem", { name: "Delete file" })).toHaveCount(0);
	await grace.page.keyboard.press("Escape");
	await remove("bad.txt");
	await expect(ada.timeline.getByText("bad.txt")).toHaveCount(0);
	await ada.page.getByRole("button", { name: "Undo" }).click();
	await expect(ada.timeline.getByText("bad.txt")).toBeVisible();
	await remove("bad.txt");
	await expect(grace.timeline.getByText("bad.txt")).toHaveCount(0);
	await expect(grace.timeline.getByText("good.txt")).toBeVisible();
	await remove("good.txt");
	await expect(grace.timeline.getByText("This message was deleted.")).toBeVisible();
	await expect(grace.timeline.getByText("good.txt")).toHaveCount(0);
});

test("the files of a conversation are listed by kind, with the way to their messages", async ({ world }, info) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await choose(ada, await picture(ada.page, "map.png", 400, 300));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await ada.say("the map");
	for (let n = 0; n < 30; n++) await ada.chat.messages.create(world.general.id, { body: `line ${n}` });
	await ada.page
		.getByRole("button", { name: /Channel details/i })
		.first()
		.click();
	await ada.page.getByRole("button", { name: "Files", exact: true }).click();
	const pane = ada.page.getByRole("complementary", { name: "Files" });
	await expect(pane.getByText("map.png")).toBeVisible();
	await choose(ada, text("guide.txt", "how to read it"));
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await send(ada);
	await expect(pane.getByRole("listitem")).toHaveText([/guide\.txt/, /map\.png/]);
	await pane.getByRole("button", { name: "Images" }).click();
	await expect(pane.getByRole("listitem")).toHaveText([/map\.png/]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("list.png") });
	await pane.getByRole("button", { name: /map\.png.*Open/ }).click();
	await expect(viewer(ada, "map.png")).toBeVisible();
	await ada.page.keyboard.press("Escape");
	await pane.getByRole("link", { name: "Show message" }).click();
	await expect(ada.message("the map")).toBeInViewport();
});

test("on a phone files are sent, opened and swiped through", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	await ada.open(world.general);
	await choose(
		ada,
		await picture(ada.page, "one.png", 900, 600),
		await picture(ada.page, "two.png", 600, 900, 30),
		sound("tone.wav"),
	);
	await expect(ada.page.getByText("All files are ready to send.")).toBeAttached();
	await ada.composer.fill("from the road");
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone-chips.png") });
	await send(ada);
	await ada.page.getByRole("button", { name: "Open one.png" }).tap();
	await expect(viewer(ada, "one.png")).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone-viewer.png") });
	const finger = await Finger.on(ada.page);
	await finger.swipe({ x: 300, y: 420 }, -180, 0);
	await expect(viewer(ada, "two.png")).toBeVisible();
	await finger.swipe({ x: 100, y: 420 }, 180, 0);
	await expect(viewer(ada, "one.png")).toBeVisible();
	await ada.page.goBack();
	await expect(ada.page.getByRole("dialog")).toHaveCount(0);
	const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(overflow).toBe(0);
	await ada.page.screenshot({ path: info.outputPath("phone.png") });
});
