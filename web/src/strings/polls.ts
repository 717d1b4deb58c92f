import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const poll = (isMultiple: boolean): string => (isMultiple ? "Poll: choose any number" : "Poll: choose one");
/** The name of an option, as a button. */
export const option = (text: string, n: number): string => `${isolated(text)}, ${count(n, "vote", "votes")}`;
/** Under the options. */
export const voters = (n: number): string => (n === 0 ? "No votes yet" : count(n, "person voted", "people voted"));
export const chooseAny = "Choose any number";
export const closes = (when: string): string => `Closes ${when}`;
export const closed = "Closed";
export const close = "Close poll";
export const closeTitle = "Close this poll?";
export const closeAbout = "Nobody can vote after that, and it can't be opened again.";
export const showVotes = "Show votes";
export const voteFailed = (why: string): string => `Your vote wasn't counted. ${why}`;

export const post = "Post poll";
export const question = "Question";
export const optionNumber = (n: number): string => `Option ${n}`;
export const addOption = "Add option";
export const removeOption = (n: number): string => `Remove option ${n}`;
export const allowMultiple = "People may choose several options";
export const closesAfter = "Closes";
export const never = "When I close it";
export const after = { hour: "After an hour", day: "After a day", threeDays: "After three days", week: "After a week" };
