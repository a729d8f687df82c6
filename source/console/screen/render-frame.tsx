import {renderToString} from 'ink';
import type {ConsoleState} from '../state/model.ts';
import {Screen} from './screen.tsx';

/**
 * The screen of a state as text, for pictures and output that is not a terminal: one line for each row of the terminal,
 * without trailing blanks. With the theme `plain` there are no escape sequences.
 */
export function renderFrame(state: ConsoleState): string {
	return renderToString(<Screen state={state} />, {columns: state.size.columns});
}
