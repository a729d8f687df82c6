/**
 * What a key does, as data.
 */
import type {ConsoleState} from '../state/console-state.ts';
import type {ConsoleStore} from '../state/console-store.ts';
import type {ScrollExtent} from '../state/move-reducers.ts';
import type {Place} from './place.ts';

/** What only the terminal itself can do. */
export interface TerminalControls {
	quit(): void;
	/** Hands the terminal back to the shell until the person comes back. */
	suspend(): void;
	/** Draws the whole screen anew. */
	redraw(): void;
}

/** What a command works on. */
export interface CommandContext {
	readonly store: ConsoleStore;
	readonly terminal: TerminalControls;
	/** How far what is on the screen can be scrolled. */
	scrollExtent(state: ConsoleState): ScrollExtent;
	/** The whole key table, for commands that are given by name. */
	readonly table: readonly Binding[];
}

/** Headings of the help and of the document, in their order. */
export const groups = [
	'Change',
	'Rows',
	'Snapshots',
	'Move',
	'Connections',
	'Traffic',
	'Screen',
	'Program',
	'Typing',
	'Form',
	'Plan',
] as const;

export type Group = (typeof groups)[number];

export interface Binding {
	/** By name; the first is the one that hints show. Empty for a command that has only a name. */
	readonly keys: readonly string[];
	/** The name of the command, as the `:` prompt takes it. */
	readonly command: string;
	/** One line for the help. */
	readonly description: string;
	readonly group: Group;
	readonly where: readonly Place[];
	/** Whether it changes something on the director. Where nothing may be changed, these are not there. */
	readonly changes: boolean;
	/** A word or two for the line of key hints, and how early it stands there (1 is first). */
	readonly hint?: {readonly text: string; readonly priority: number};
	/** Why it cannot be used just now; null where it can. */
	readonly disabled?: (state: ConsoleState) => string | null;
	readonly run: (context: CommandContext) => void;
}
