/** An emoji among all that are offered. */
export interface Place {
	section: number;
	index: number;
}

/** Where the emoji are: how many each section has, and how many stand in a row. */
interface Grid {
	sizes: number[];
	columns: number;
}
type Step = (grid: Grid, at: Place) => Place | undefined;

const lastOf = ({ sizes }: Grid, section: number) => ({ section, index: sizes[section]! - 1 });

const right: Step = (grid, at) => {
	if (at.index < lastOf(grid, at.section).index) return { ...at, index: at.index + 1 };
	return at.section + 1 < grid.sizes.length ? { section: at.section + 1, index: 0 } : at;
};

const left: Step = (grid, at) => {
	if (at.index > 0) return { ...at, index: at.index - 1 };
	return at.section > 0 ? lastOf(grid, at.section - 1) : at;
};

const down: Step = (grid, at) => {
	const { columns } = grid;
	const last = lastOf(grid, at.section);
	const column = at.index % columns;
	if (at.index + columns <= last.index) return { ...at, index: at.index + columns };
	// the row below is shorter
	if (last.index - (last.index % columns) > at.index) return last;
	if (at.section + 1 === grid.sizes.length) return at;
	return { section: at.section + 1, index: Math.min(column, grid.sizes[at.section + 1]! - 1) };
};

const up: Step = (grid, at) => {
	const { columns } = grid;
	if (at.index >= columns) return { ...at, index: at.index - columns };
	if (at.section === 0) return undefined;
	const last = lastOf(grid, at.section - 1);
	return { ...last, index: Math.min(last.index, last.index - (last.index % columns) + (at.index % columns)) };
};

const rowStart = ({ columns }: Grid, { index }: Place) => index - (index % columns);
const home: Step = (grid, at) => ({ ...at, index: rowStart(grid, at) });
const end: Step = (grid, at) => ({
	...at,
	index: Math.min(lastOf(grid, at.section).index, rowStart(grid, at) + grid.columns - 1),
});

/** Where a key leads in the grid; undefined is above the first row. */
export const steps: Record<string, Step> = {
	ArrowRight: right,
	ArrowLeft: left,
	ArrowDown: down,
	ArrowUp: up,
	Home: home,
	End: end,
	"Control+Home": () => ({ section: 0, index: 0 }),
	"Control+End": (grid) => lastOf(grid, grid.sizes.length - 1),
};
