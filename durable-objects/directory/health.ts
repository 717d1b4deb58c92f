import { sql } from "drizzle-orm";
import type { Transaction } from "./transaction.ts";

/** Answers when storage does. */
export const ready = ({ db }: Transaction): void => void db.get(sql`SELECT 1`);
