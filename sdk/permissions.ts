// The rules are in protocol, where the server uses them too.
export {
	type DecidedPermission,
	type Permission,
	type WorkspacePermissions,
	can,
	canOwn,
	decided_permissions,
	default_permissions,
	isBelow,
	isDirectId,
	isRestricted,
	isSlowed,
	refusalOf,
	roles,
	seesUnjoined,
} from "../protocol/permissions.ts";
