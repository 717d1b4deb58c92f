/* No dependency on a library, so that the app can import it. */

/** So far behind the end of a conversation what is unread is counted one by one; from there on this is the count. */
export const most_counted = 10_000;

/** Unread replies of a thread, and mentions in them, are counted up to this. */
export const most_counted_replies = 100;

interface Position {
	last_seq: number;
	last_read_seq: number;
}

/** Whether what is unread after this position is counted one by one. */
export const isCounted = ({ last_seq, last_read_seq }: Position): boolean => last_seq - last_read_seq <= most_counted;
