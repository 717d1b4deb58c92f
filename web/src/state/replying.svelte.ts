/** Where somebody has chosen to write, in a thread or with a quote: its field takes the focus, also where that brings up a keyboard. */
class Replying {
	timeline = $state<string>();
}

export const replying = new Replying();
