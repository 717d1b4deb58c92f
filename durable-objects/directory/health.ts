import { sql } from "drizzle-orm";
import type { Transaction } from "./transaction.ts";

/** Succeeds when storage can be read. */
export const ready = ({ db }: Transaction): void => void db.get(sql`SELECT 1`);
