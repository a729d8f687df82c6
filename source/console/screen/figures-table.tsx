import {Text} from 'ink';
import {Table} from 'ink-table';
import {createContext, type PropsWithChildren, type ReactNode, useContext} from 'react';
import type {FiguresRow} from '../text/figures-row.ts';
import {paint, piece} from '../text/paint.ts';
import type {ThemeChoice} from '../text/theme.ts';

const ThemeContext = createContext<ThemeChoice>('plain');

/** A cell without the table library's colours, so that it follows the theme. */
function TextCell({children}: PropsWithChildren): ReactNode {
	return <Text>{paint(useContext(ThemeContext), [piece(String(children), 'text')])}</Text>;
}

function DimCell({children}: PropsWithChildren): ReactNode {
	return <Text>{paint(useContext(ThemeContext), [piece(String(children), 'dim')])}</Text>;
}

/** A table with a frame: the first column has the names of the rows, the others numbers. */
export function FiguresTable({
	theme,
	figures,
}: {
	readonly theme: ThemeChoice;
	readonly figures: readonly FiguresRow[];
}): ReactNode {
	const columns = Object.keys(figures[0] ?? {}).map((key, index) => ({
		key,
		align: index === 0 ? ('left' as const) : ('right' as const),
	}));
	return (
		<ThemeContext value={theme}>
			<Table
				data={[...figures]}
				columns={columns}
				header={DimCell}
				cell={TextCell}
				skeleton={DimCell}
			/>
		</ThemeContext>
	);
}
