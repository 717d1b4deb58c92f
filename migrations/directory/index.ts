import type { Migration } from "../../durable-objects/migrate.ts";
import init from "./0001_init.sql";
import icons from "./0002_icons.sql";

export const directoryMigrations: Migration[] = [
	{ id: "0001_init", sql: init },
	{ id: "0002_icons", sql: icons },
];
