import { messageKeys } from "../commands/keys.ts";
import { more } from "../messages/more.svelte.ts";
import { save, unsave } from "../state/saved-acts.ts";
import * as strings from "../strings/saved-parts.ts";
import "./saved-mark.css";

more.mark = ({ saved }, { id }) => saved?.of(id) === "open" && strings.saved;

more.actions = ({ saved }, { id }) => {
	if (!saved) return [];
	const isSaved = saved.of(id) === "open";
	return [
		{
			...messageKeys.save,
			...(isSaved && { title: strings.remove }),
			icon: "bookmark",
			run: () => (isSaved ? unsave(saved, id) : save(saved, id, "open")),
		},
	];
};
