/** What is wrong with a channel's name while it is typed: of `👍` and `-.-` nothing would be left, and the server would call it "general". */
export const nameFault = (name: string): string =>
	name.trim() === "" || /[\p{L}\p{N}_]/u.test(name) ? "" : "A name needs letters or digits.";
