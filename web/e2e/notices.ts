import type { Person } from "./world.ts";

/** The browser of the tests shows nothing outside of a page: this stands for what others show, so that it can be read and clicked. */
export const watchNotices = ({ page }: Person): Promise<unknown> =>
	page.addInitScript(() => {
		const shown: Shown[] = [];
		class Shown extends EventTarget {
			static permission = localStorage.getItem("may-notify") ?? "default";
			static async requestPermission() {
				localStorage.setItem("may-notify", "granted");
				return (Shown.permission = "granted");
			}
			readonly title: string;
			readonly body: string;
			constructor(title: string, { body = "" }: NotificationOptions = {}) {
				super();
				[this.title, this.body] = [title, body];
				shown.push(this);
			}
			close() {
				shown.splice(shown.indexOf(this), 1);
				this.dispatchEvent(new Event("close"));
			}
		}
		Object.assign(window, { Notification: Shown, shown });
	});

export const notices = ({ page }: Person) =>
	page.evaluate(() =>
		(window as unknown as { shown: Notification[] }).shown.map(({ title, body }) =>
			`${title}: ${body}`.replace(/[⁨⁩]/g, ""),
		),
	);

/** Shows them in this browser, without a click on "Turn on". To be called before a page is opened. */
export async function turnOnNotices(person: Person): Promise<void> {
	await watchNotices(person);
	await person.page.addInitScript((id) => localStorage.setItem(`clickclack.notices.${id}`, "true"), person.user.id);
}
