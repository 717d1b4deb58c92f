const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const letters = Object.fromEntries(Object.entries(entities).map(([letter, entity]) => [entity, letter]));

export const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter]!);

/** What is read of HTML whose texts were escaped. */
export const textOf = (html: string): string =>
	html.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt|quot);/g, (entity) => letters[entity]!);
