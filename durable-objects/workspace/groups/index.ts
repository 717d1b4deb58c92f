import { members, ours, people } from "../../registry.ts";
import type { Registered } from "../registered.ts";
import type { Read, Write } from "../transaction.ts";
import { bringAndTake, putGroupChannel, removeGroupChannel } from "./channels.ts";
import { createGroup, deleteGroup, updateGroup } from "./edit.ts";
import { refuseGroupHandle } from "./handles.ts";
import { getGroup, listGroupMembers, listGroups } from "./list.ts";
import { putGroupMember, removeGroupMember } from "./members.ts";

export const groupCommands = {
	createGroup: { run: createGroup, allow: people, scope: "none" },
	updateGroup: { run: updateGroup, allow: people, scope: "none" },
	deleteGroup: { run: deleteGroup, allow: people, scope: "none" },
	putGroupMember: { run: putGroupMember, allow: people, scope: "none" },
	removeGroupMember: { run: removeGroupMember, allow: people, scope: "none" },
	putGroupChannel: { run: putGroupChannel, allow: people, scope: "none" },
	removeGroupChannel: { run: removeGroupChannel, allow: people, scope: "none" },
	bringToChannels: { run: bringAndTake, allow: ours, scope: "none" },
} satisfies Record<string, Registered<Write>>;

export const groupQueries = {
	listGroups: { run: listGroups, allow: members, scope: "workspaces:read" },
	getGroup: { run: getGroup, allow: members, scope: "workspaces:read" },
	listGroupMembers: { run: listGroupMembers, allow: members, scope: "workspaces:read" },
	refuseGroupHandle: { run: refuseGroupHandle, allow: ours, scope: "none" },
} satisfies Record<string, Registered<Read>>;
