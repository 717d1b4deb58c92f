import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const attachFiles = "Attach files";
export const dropHere = (place: string): string => `Drop files to share them in ${place}`;
export const dropInThread = "Drop files to add them to your reply";
/** The files that will go with the next message. */
export const toSend = "Files to send";
export const uploadingCount = (n: number): string => `Uploading ${count(n, "file", "files")}…`;
export const uploadedAll = "All files are ready to send.";
export const sendsWhenReady = "Your message is sent when the files are uploaded.";
export const failedCount = (n: number): string =>
	`${count(n, "file wasn't", "files weren't")} uploaded. Try again, or remove ${n === 1 ? "it" : "them"}.`;
export const queued = "Waiting";
export const percent = (part: number): string => `${Math.floor(part * 100)}%`;
export const progressOf = (name: string): string => `Upload of ${isolated(name)}`;
export const retryUpload = (name: string): string => `Upload ${isolated(name)} again`;
export const removeFile = (name: string): string => `Remove ${isolated(name)}`;
export const cancelUpload = (name: string): string => `Cancel the upload of ${isolated(name)}`;

export const off = "This server doesn't store files, so they can't be shared here.";
export const notForGuests = "Guests can't share files here.";
export const tooLarge = (name: string, size: string, most: string): string =>
	`${isolated(name)} has ${size}. A file may have ${most} at most.`;
export const isEmpty = (name: string): string => `${isolated(name)} is empty, so it wasn't added.`;
export const isFolder = (name: string): string =>
	`${isolated(name)} is a folder. Pack it into an archive, or choose the files in it.`;
export const tooMany = (most: number): string => `A message can have ${most} files. The rest wasn't added.`;
export const offline = "You're offline. The upload begins again when you're back.";
export const broken = "The connection broke off.";
export const unreadable = "This file changed or went away. Choose it again.";

export const longPaste = (n: number): string => `You pasted ${n.toLocaleString()} characters.`;
export const attachAsText = "Attach as a text file";
export const keepAsText = "Keep it here";
/** A picture that has no name of its own. */
export const pastedPicture = (time: string): string => `Pasted image ${time}.png`;
/** The name of that file. */
export const pastedName = "pasted-text.txt";

export const openFile = (name: string, about: string): string => `${isolated(name)}, ${about}. Open`;
export const openPicture = (name: string): string => `Open ${isolated(name)}`;
export const downloadFile = (name: string): string => `Download ${isolated(name)}`;
export const download = "Download";
export const fileActions = (name: string): string => `Actions on ${isolated(name)}`;
export const copyFileLink = "Copy link to file";
export const deleteFile = "Delete file";
export const fileDeleted = "File deleted.";
export const deletionFailed = (why: string): string => `The file wasn't deleted. ${why}`;
export const gone = "This file can't be loaded.";
export const file = "File";
export const playSound = (name: string): string => `Play ${isolated(name)}`;
export const pauseSound = (name: string): string => `Pause ${isolated(name)}`;
export const position = (name: string): string => `Position in ${isolated(name)}`;

/** In the list of a conversation's files. */
export const kinds = "Kinds of files";
export const allKinds = "All";
export const kindNames = { image: "Images", video: "Videos", audio: "Audio", file: "Documents" } as const;
export const loading = "Loading the files";
export const loadFailed = "Couldn't load the files";
export const noneYet = "No files yet";
export const howToShare =
	"Files that are shared in this conversation appear here. Drop one on it, or press the paperclip.";
export const noneOfKind = "There are no files of this kind.";
export const noneOpen = "No conversation is open";
export const openOne = "Open a conversation to see the files in it.";
export const showMessage = "Show message";
export const sharedBy = (person: string, when: string): string => `${isolated(person)}, ${when}`;
