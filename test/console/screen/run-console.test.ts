/** The console's start and end, whatever ends it. */
import {expect, test} from 'vitest';
import {startConsole} from '../../../source/console/screen/run-console.tsx';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {assembly} from '../../../source/program/features.ts';
import {fakeOutside, type OpenConsole, openConsole} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {openScreen} from '../../support/terminal-screen.ts';

const small = {columns: 80, rows: 24};

async function open(): Promise<OpenConsole> {
	const console = await openConsole(small, sampleDirector());
	expect(console.isAlternate()).toBe(true);
	expect(console.isRaw()).toBe(true);
	return console;
}

/** The terminal is restored: the shell's screen, echo, a visible cursor, and plain pastes. */
function expectRestored({isAlternate, isRaw, written}: OpenConsole): void {
	expect(isAlternate()).toBe(false);
	expect(isRaw()).toBe(false);
	expect(written().lastIndexOf('\u{1B}[?25h')).toBeGreaterThan(
		written().lastIndexOf('\u{1B}[?25l'),
	);
	expect(written().lastIndexOf('\u{1B}[?2004l')).toBeGreaterThan(
		written().lastIndexOf('\u{1B}[?2004h'),
	);
}

test.each(['q', '\u{3}'])('the key %j ends it', async key => {
	const console = await open();
	await console.type(key);
	expect(await console.running.ended).toBe('quit');
	expectRestored(console);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('the signal %s ends it', async signal => {
	const console = await open();
	console.signals.emit(signal);
	expect(await console.running.ended).toBe(signal);
	expectRestored(console);
	expect(console.signals.eventNames()).toEqual([]);
});

test('a terminal that goes away ends it', async () => {
	const console = await open();
	console.stdin.push(null);
	expect(await console.running.ended).toBe('hangup');
});

test('an uncaught error restores the terminal and is reported', async () => {
	const console = await open();
	console.signals.emit('uncaughtException', new Error('broken'));
	await expect(console.running.ended).rejects.toThrow('broken');
	expectRestored(console);
});

test('an error while drawing restores the terminal and is reported', async () => {
	const console = await open();
	console.store.update(({director}) => ({director: {...director, history: null as never}}));
	await expect(console.running.ended).rejects.toThrow();
	expectRestored(console);
});

test('Ctrl-Z restores the terminal, suspends, and redraws everything', async () => {
	const console = await open();
	const before = console.frame();
	const stopped: boolean[] = [];
	console.signals.kill = (_pid, signal) => {
		expect(signal).toBe('SIGTSTP');
		stopped.push(!console.isAlternate() || !console.isRaw());
	};
	await console.press('\u{1A}');
	expect(stopped).toEqual([true]);
	expect(console.isRaw()).toBe(true);
	expect(console.isAlternate()).toBe(true);
	expect(await console.drawn()).toBe(before);
	await console.press('j');
	expect(partsOf(console.store).services.cursor.index).toBe(1);
});

test('Ctrl-L repairs a screen that another program has written to', async () => {
	const console = await open();
	const before = console.frame();
	console.stdout.write('\u{1B}[5;1Hkernel: something happened');
	await console.running.flushed();
	expect(console.frame()).not.toBe(before);
	await console.press('\u{C}');
	expect(await console.drawn()).toBe(before);
});

test('a program that continues after it was suspended from outside redraws everything', async () => {
	const console = await open();
	const before = console.frame();
	console.stdout.write('\u{1B}[2J');
	await console.running.flushed();
	console.signals.emit('SIGCONT');
	expect(await console.drawn()).toBe(before);
});

test('keys are only read from a terminal', () => {
	const screen = openScreen(small);
	Object.assign(screen.stdin, {isTTY: false});
	expect(() =>
		startConsole({
			store: createConsoleStore(assembly, fakeOutside()),
			stdin: screen.stdin,
			stdout: screen.stdout,
			stderr: screen.stdout,
		}),
	).toThrow('standard input is not one');
	expect(screen.written()).toBe('');
});
