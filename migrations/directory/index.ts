import type { Migration } from "../../durable-objects/migrate.ts";
import init from "./0001_init.sql";

export const directoryMigrations: Migration[] = [{ id: "0001_init", sql: init }];
