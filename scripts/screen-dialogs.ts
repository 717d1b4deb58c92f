import type { Page } from "@playwright/test";

type Open = (page: Page) => Promise<unknown>;

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();
const field = (page: Page) => page.getByRole("textbox", { name: /^Message/ });

/** A command by its name, from the switcher. */
const command =
	(title: string): Open =>
	async (page) => {
		await page.keyboard.press("Control+k");
		await page.getByRole("combobox").fill(title);
		await page.getByRole("option", { name: title }).first().click();
	};

/** Something in the menu of the last message that has it. */
const ofMessage =
	(item: string, has = ""): Open =>
	async (page) => {
		await page.getByRole("article").filter({ hasText: has }).last().focus();
		await page.keyboard.press("m");
		await page.getByRole("menuitem", { name: item }).click();
	};

/** @param edited a part of the text of a message that was edited @param reacted of one with reactions */
export const dialogsOf = (edited: string, reacted: string): Record<string, Open> => ({
	"dialog-date": command("Jump to a date"),
	"dialog-section": command("New section"),
	"dialog-move": command("Move conversation to a section"),
	"dialog-status": command("Set a status"),
	"dialog-pause": command("Pause notifications"),
	"dialog-remind": ofMessage("Remind me"),
	"dialog-report": ofMessage("Report message"),
	"dialog-forward": ofMessage("Forward message"),
	"dialog-topic": ofMessage("Change topic"),
	"dialog-reactions": ofMessage("Reactions", reacted),
	"dialog-history": ofMessage("Edit history", edited),
	"dialog-poll": (page) => button(page, "Create a poll").click(),
	"menu-schedule": async (page) => {
		await field(page).fill("In the morning");
		await button(page, /^Schedule/).click();
	},
	"dialog-schedule": async (page) => {
		await field(page).fill("In the morning");
		await button(page, /^Schedule/).click();
		await page.getByRole("menuitem", { name: "Custom time…" }).click();
	},
	"dialog-delete-channel": async (page) => {
		await command("Conversation details")(page);
		await button(page, "Delete channel").click();
	},
	/** the last one: nobody is signed in any more */
	"dialog-session-ended": async (page) => {
		await page.context().clearCookies();
		await page.evaluate(() => dispatchEvent(new Event("online")));
		await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
	},
});
