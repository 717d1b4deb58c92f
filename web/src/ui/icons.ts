/** Our own line drawings: paths on a 24 × 24 grid, drawn with a round stroke in the colour of the text. These are there at once. */
export const icons = {
	"arrow-left": "M19 12H5M11 6l-6 6 6 6",
	at: "M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM15.5 8.5v5a2.4 2.4 0 0 0 4.8 0V12a8.3 8.3 0 1 0-3.4 6.7",
	"bell-off": "M8 6a5 5 0 0 1 9 3v4M7 9v4l-2 3h12M10 19h4M4 4l16 16",
	bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
	"chevron-down": "M6 9.5l6 6 6-6",
	clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
	close: "M6 6l12 12M18 6L6 18",
	code: "M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5",
	edit: "M4.5 19.5l.8-4L16 4.8a1.9 1.9 0 0 1 2.7 0l.5.5a1.9 1.9 0 0 1 0 2.7L8.5 18.7zM14 7l3 3",
	forward: "M14 5.5l6 6-6 6M20 11.5H11a7 7 0 0 0-7 7",
	hash: "M9.5 4.5l-2 15M16.5 4.5l-2 15M5 9.5h15M4 14.5h15",
	inbox: "M4.5 13L7 5h10l2.5 8v6h-15zM4.5 13H9l1 2.5h4l1-2.5h4.5",
	italic: "M10 5h8M6 19h8M14.5 5l-5 14",
	link: "M10.5 7l2-2a4.2 4.2 0 0 1 6 6l-2.5 2.5a4.2 4.2 0 0 1-6 0M13.5 17l-2 2a4.2 4.2 0 0 1-6-6L8 10.5a4.2 4.2 0 0 1 6 0",
	lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	more: "M5.3 11.7h.6v.6h-.6zM11.7 11.7h.6v.6h-.6zM18.1 11.7h.6v.6h-.6z",
	plus: "M12 5v14M5 12h14",
	reply: "M4.5 5.5h15v10.5h-8l-4.5 4v-4h-2.5z",
	search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3L20 20",
	send: "M4.5 4.8L20 12 4.5 19.2 7 12zM7 12h6",
	help: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.6 9.6a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.3 1-1.3 1.9M12 16.8h.01",
	smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14a4 4 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
	users:
		"M9 5a3.3 3.3 0 1 0 0 6.6A3.3 3.3 0 0 0 9 5zM2.8 19c.5-3.3 2.8-4.7 6.2-4.7s5.7 1.4 6.2 4.7M15.5 5.2a3.3 3.3 0 0 1 0 6.2M17.5 14.6c2.2.5 3.4 2 3.7 4.4",
	warning: "M12 4l9 15.5H3zM12 10v4.5M12 17h.01",
} as const;

export type IconName = keyof typeof icons | keyof typeof import("./more-icons.ts").moreIcons;
