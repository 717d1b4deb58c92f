import type { Migration } from "../../durable-objects/migrate.ts";
import init from "./0001_init.sql";
import icons from "./0002_icons.sql";
import accountDeletion from "./0003_account_deletion.sql";

export const directoryMigrations: Migration[] = [
	{ id: "0001_init", sql: init },
	{ id: "0002_icons", sql: icons },
	{ id: "0003_account_deletion", sql: accountDeletion },
];
