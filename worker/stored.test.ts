import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { readSession } from "@clickclack/durable-objects/directory/session-tokens";
import { hashToken } from "@clickclack/durable-objects/tokens";
import { type WorkspaceId, tagOf } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, client, operator, person } from "./test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
});

const directory = () => env.DIRECTORY.getByName("directory");
const home = () => env.WORKSPACE.getByName(tagOf(workspace_id)!);
const run = (stub: DurableObjectStub, text: string, ...values: string[]) =>
	runInDurableObject(stub, (_, { storage }) => storage.sql.exec(text, ...values).toArray());

/** Everything that an object has stored, as one text. */
function everything(stub: DurableObjectStub): Promise<string> {
	return runInDurableObject(stub, (_, { storage: { sql } }) => {
		const tables = sql.exec<{ name: string }>(
			"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
		);
		const rows = tables.toArray().flatMap(({ name }) => sql.exec(`SELECT * FROM "${name}"`).toArray());
		const asText = (value: unknown) =>
			value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : String(value);
		return rows.flatMap((row) => Object.values(row).map(asText)).join("\n");
	});
}

test("nothing is stored that could be used as a link, an invite or a session", async () => {
	const unused = await operator.admin.createMagicLink({ email: ada.email });
	const used = await operator.admin.createMagicLink({ email: ada.email });
	const again = await client().auth.consumeMagicLink(used.token);
	const invite = await ada.chat.invites.create(workspace_id);
	const kai = await client().invites.accept(invite.token, { display_name: "Kai" });
	const gone = await person("Ada");
	await gone.chat.auth.logout();
	const secrets = [unused.token, used.token, ada.token, again.token, invite.token, kai.token!, gone.token];
	const kept = `${await everything(directory())}\n${await everything(home())}`;
	for (const hash of [unused.token, used.token, invite.token].map(hashToken)) expect(kept).toContain(hash);
	expect(kept).toContain(kai.user.id);
	for (const secret of secrets) {
		expect(kept).not.toContain(secret);
		// nor the random part or the signature alone
		expect(kept).not.toContain(secret.slice(-43));
	}
});

test("a session is signed with 256 random bits, which leave the Directory for the Worker only", async () => {
	const [key] = await run(directory(), "SELECT * FROM keys");
	const secret = key!["secret"] as string;
	expect(Buffer.from(secret, "base64url")).toHaveLength(32);
	const said = [await ada.chat.me.get(), await ada.chat.workspaces.snapshot(workspace_id), ada.token];
	expect(JSON.stringify(said)).not.toContain(secret);
	expect(await everything(home())).not.toContain(secret);
});

const minute = 60_000;
const lasts = ({ created_at, expires_at }: Record<string, unknown>) =>
	Date.parse(String(expires_at)) - Date.parse(String(created_at));

test("secrets expire: a link after 15 minutes, an invite after a week, a session after 30 days", async () => {
	const link = await operator.admin.createMagicLink({ email: ada.email });
	const [row] = await run(directory(), "SELECT * FROM magic_links WHERE token_hash = ?", hashToken(link.token));
	expect(lasts(row!)).toBe(15 * minute);
	const { invite } = await ada.chat.invites.create(workspace_id);
	expect(lasts({ ...invite })).toBe(7 * 24 * 60 * minute);
	const session = readSession(ada.token)!;
	expect(lasts({ ...session, created_at: session.issued_at })).toBe(30 * 24 * 60 * minute);
});

test("an expired secret is refused, by a millisecond", async () => {
	const end = (at: number) => new Date(at).toISOString();
	const link = await operator.admin.createMagicLink({ email: ada.email });
	const { token } = await ada.chat.invites.create(workspace_id);
	await run(directory(), "UPDATE magic_links SET expires_at = ?", end(Date.now() - 1));
	await run(home(), "UPDATE invites SET expires_at = ?", end(Date.now() - 1));
	await expect(client().auth.consumeMagicLink(link.token)).rejects.toMatchObject({ message: "magic link expired" });
	const { rejects } = expect(client().invites.look(token));
	await rejects.toMatchObject({ status: 410, code: "gone" });
	await expect(client().invites.accept(token, { display_name: "Zed" })).rejects.toMatchObject({ code: "gone" });
	await run(directory(), "UPDATE magic_links SET expires_at = ?", end(Date.now() + minute));
	await run(home(), "UPDATE invites SET expires_at = ?", end(Date.now() + minute));
	await expect(client().auth.consumeMagicLink(link.token)).resolves.toBeDefined();
	await expect(client().invites.look(token)).resolves.toBeDefined();
});
