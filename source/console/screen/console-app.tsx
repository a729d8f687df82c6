import {useApp, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useEffect, useLayoutEffect, useMemo, useSyncExternalStore} from 'react';
import type {MouseSource} from '../input/terminal-input.ts';
import {pressKey, pressKeys} from '../keys/dispatch.ts';
import {keyEvents, pasteEvent} from '../keys/key-events.ts';
import {handleMouse} from '../mouse/handle-mouse.ts';
import type {CommandContext, ConsoleState, ConsoleStore, TerminalControls} from '../state/model.ts';
import {Screen} from './screen.tsx';

interface HandOver {
	/** Redraws everything: Ink forgets what it has drawn when it hands the terminal over and takes it back. */
	redraw(): void;
	/** Hands the terminal to the shell while the program is suspended. */
	suspend(): void;
}

/**
 * Hands the terminal over once at a time, because Ink refuses a second request during the first. Requests during a
 * handover: a redraw is part of it anyway; a suspension follows a redraw, but only once.
 * @param suspendTerminal Ink's function
 * @param stop suspends the program until the shell continues it
 * @param onFailure called if the terminal could not be handed over
 */
export function createHandOver(
	suspendTerminal: (work: () => void) => Promise<void>,
	stop: () => void,
	onFailure: (error: Error) => void,
): HandOver {
	let present: 'redraw' | 'suspend' | null = null;
	let isStopWanted = false;

	async function handOver(kind: 'redraw' | 'suspend'): Promise<void> {
		present = kind;
		try {
			await suspendTerminal(kind === 'suspend' ? stop : () => {});
		} catch (error) {
			onFailure(error instanceof Error ? error : new Error(String(error)));
		} finally {
			present = null;
		}

		if (isStopWanted) {
			isStopWanted = false;
			await handOver('suspend');
		}
	}

	return {
		redraw() {
			if (present === null) {
				void handOver('redraw');
			}
		},
		suspend() {
			if (present === null) {
				void handOver('suspend');
			} else if (present === 'redraw') {
				isStopWanted = true;
			}
		},
	};
}

/** Terminal actions that need the process. */
export interface ProcessControls {
	/** Suspends the program until the shell continues it. */
	stop(): void;
	/**
	 * Calls back when the program continues after it was suspended from outside; the returned function unsubscribes.
	 */
	onContinue(callback: () => void): () => void;
}

/**
 * Draws again at each new state, and returns the present one. React only gets a number: it keeps the data of its last
 * but one drawing, and with a state that would be a whole table that nobody sees any more.
 */
function usePresent(store: ConsoleStore): ConsoleState {
	const version = useMemo(() => {
		let seen = store.getState();
		let count = 0;
		return () => {
			const state = store.getState();
			count += state === seen ? 0 : 1;
			seen = state;
			return count;
		};
	}, [store]);
	useSyncExternalStore(store.subscribe, version);
	return store.getState();
}

/** The console as an Ink component: the screen of the present state, and the keys. */
export function ConsoleApp({
	store,
	process,
	copy,
	mouse,
	handOver,
}: {
	readonly store: ConsoleStore;
	readonly process: ProcessControls;
	/** Puts a text on the clipboard of the terminal. */
	readonly copy: (text: string) => void;
	/** The mouse; null if it is off. */
	readonly mouse: MouseSource | null;
	/** Does what gives the terminal to another program, when it can be given. */
	readonly handOver: (work: () => void) => void;
}): ReactNode {
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();
	const state = usePresent(store);

	const context = useMemo((): CommandContext => {
		const {redraw, suspend} = createHandOver(suspendTerminal, process.stop, exit);
		const terminal: TerminalControls = {
			quit: () => handOver(() => exit()),
			copy,
			redraw,
			suspend: () => handOver(suspend),
		};
		return {store, terminal};
	}, [store, process, copy, handOver, exit, suspendTerminal]);

	useLayoutEffect(() => {
		store.update(() => ({size: {columns, rows}}));
	}, [store, columns, rows]);

	useEffect(() => process.onContinue(context.terminal.redraw), [process, context]);

	useEffect(() => mouse?.(event => handleMouse(context, event)), [mouse, context]);

	useInput((input, key) => {
		pressKeys(context, keyEvents(input, key));
	});
	usePaste(text => pressKey(context, pasteEvent(text)));

	// Called, not made an element of: React would keep the state as its property.
	return Screen({state: {...state, size: {columns, rows}}});
}
