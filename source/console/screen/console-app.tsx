import {useApp, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useEffect, useLayoutEffect, useMemo} from 'react';
import {useStore} from 'zustand';
import {pressKey, pressKeys} from '../keys/dispatch.ts';
import {keyEvents, pasteEvent} from '../keys/key-events.ts';
import type {CommandContext, ConsoleStore, TerminalControls} from '../state/model.ts';
import {createHandOver} from './hand-over.ts';
import {Screen} from './screen.tsx';

/** Terminal actions that need the process. */
export interface ProcessControls {
	/** Suspends the program until the shell continues it. */
	stop(): void;
	/**
	 * Calls back when the program continues after it was suspended from outside; the returned function unsubscribes.
	 */
	onContinue(callback: () => void): () => void;
}

/** The console as an Ink component: the screen of the present state, and the keys. */
export function ConsoleApp({
	store,
	process,
}: {
	readonly store: ConsoleStore;
	readonly process: ProcessControls;
}): ReactNode {
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();
	const state = useStore(store);

	const context = useMemo((): CommandContext => {
		const terminal: TerminalControls = {
			quit: () => exit(),
			...createHandOver(suspendTerminal, process.stop, exit),
		};
		return {store, terminal};
	}, [store, process, exit, suspendTerminal]);

	useLayoutEffect(() => {
		store.update(() => ({size: {columns, rows}}));
	}, [store, columns, rows]);

	useEffect(() => process.onContinue(context.terminal.redraw), [process, context]);

	useInput((input, key) => {
		pressKeys(context, keyEvents(input, key));
	});
	usePaste(text => pressKey(context, pasteEvent(text)));

	return <Screen state={{...state, size: {columns, rows}}} />;
}
