// The rules are in protocol, where the server uses them too.
export { type Operator, type OperatorName, operatorNames, operators } from "../protocol/search-operators.ts";
export {
	type ParsedSearch,
	type SearchFilter,
	filterOf,
	parseSearch,
	printFilter,
	printSearch,
} from "../protocol/search-query.ts";
