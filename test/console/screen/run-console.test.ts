/** The console's start and end, whatever ends it. */
import {expect, test} from 'vitest';
import {keepAgesTrue, startConsole} from '../../../source/console/screen/run-console.tsx';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {screenAge} from '../../../source/director/staleness.ts';
import {assembly} from '../../../source/program/features.ts';
import {fakeOutside, type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, sampleDirector} from '../../support/sample-director.ts';
import {openScreen} from '../../support/terminal-screen.ts';

const small = {columns: 80, rows: 24};

async function open(): Promise<OpenConsole> {
	const console = await openConsole(small, sampleDirector());
	expect(console.isAlternate()).toBe(true);
	expect(console.isRaw()).toBe(true);
	expect(console.hasMouse()).toBe(true);
	return console;
}

/** The terminal is restored: the shell's screen, echo, a visible cursor, plain pastes, and its own mouse. */
function expectRestored({isAlternate, isRaw, hasMouse, written}: OpenConsole): void {
	expect(hasMouse()).toBe(false);
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
	expect(console.written().match(/(?<=\[\?1000)[hl]/g)).toEqual(['h', 'l', 'h']);
	expect(console.hasMouse()).toBe(true);
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

function ticking() {
	const outside = fakeOutside();
	const store = createConsoleStore(assembly, outside);
	const waiting: (() => void)[] = [];
	const stop = keepAgesTrue(store, {
		now: () => 0,
		monotonic: () => outside.time,
		after(_milliseconds, callback) {
			waiting.push(callback);
			return () => waiting.splice(0);
		},
	});
	return {
		store,
		waiting,
		stop,
		tickAt(time: number) {
			outside.time = time;
			waiting.shift()?.();
		},
	};
}

test('a live screen is not drawn again for nothing', () => {
	const {store, tickAt} = ticking();
	store.update(receivePoll(read(director([]))));
	const before = store.getState();
	tickAt(1000);
	expect(store.getState()).toBe(before);
});

test('a screen without updates becomes stale, and its age increases', () => {
	const {store, tickAt} = ticking();
	store.update(receivePoll(read(director([]))));
	tickAt(10_000);
	expect(screenAge(store.getState())).toMatchObject({status: 'stale', age: 10_000});
	tickAt(11_000);
	expect(screenAge(store.getState())).toMatchObject({status: 'stale', age: 11_000});
});

test('it ends when it is stopped', () => {
	const {waiting, stop} = ticking();
	expect(waiting).toHaveLength(1);
	stop();
	expect(waiting).toHaveLength(0);
});
