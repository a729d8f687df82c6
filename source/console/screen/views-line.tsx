import type {ReactNode} from 'react';
import type {ConsoleState} from '../state/model.ts';
import {Line} from '../text/line.tsx';
import {type Piece, piece} from '../text/paint.ts';

/** The views with their keys; the open one is highlighted. */
function viewsLine({view, assembly}: ConsoleState): readonly Piece[] {
	return assembly.views.flatMap(({id, key, title}) => [
		piece(' '),
		piece(`${key} ${title}`, id === view ? 'title' : 'dim'),
		piece(' '),
	]);
}

/** One line: the views, with the open one highlighted. */
export function ViewsLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={viewsLine(state)} />;
}
