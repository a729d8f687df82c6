import {renderToString} from 'ink';
import type {ConsoleState} from '../state/model.ts';
import {Screen} from './screen.tsx';

/**
 * The screen of a state as text, for output that is no terminal and for pictures: one line a row of the
 * terminal, without blanks at their ends. With the theme `plain` there are no escape sequences.
 */
export function renderFrame(state: ConsoleState): string {
	return renderToString(<Screen state={state} />, {columns: state.size.columns});
}
