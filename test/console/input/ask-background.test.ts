/** The question about the background: what waits for its answer, and what does not. */
import {describe, expect, it} from 'vitest';
import {canBeAsked} from '../../../source/console/input/terminal-answers.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {openConsole} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';

const esc = '\u{1B}';
const light = `${esc}]11;rgb:ffff/ffff/ffff${esc}\\`;
const last = `${esc}[?62;22c`;

/** A console on a terminal that can be asked; it answers if the test types an answer. */
async function asking(environment = {TERM: 'xterm-256color'}) {
	const clock = createManualClock();
	const told: boolean[] = [];
	const console = await openConsole(
		{columns: 80, rows: 24},
		sampleDirector(),
		{},
		{clock, environment, onBackground: isLight => told.push(isLight)},
	);
	let end: string | null = null;
	void console.running.ended.then(reason => {
		end = reason;
	});
	return {...console, clock, told, hasEnded: () => end !== null};
}

describe('the question', () => {
	it('is asked once, before anything is drawn, and nothing waits for its answer', async () => {
		const {written, frame, told, press, store} = await asking();
		expect(written().startsWith(`${esc}]11;?\u{7}${esc}[c`)).toBe(true);
		expect(written().split(']11;?')).toHaveLength(2);
		expect(frame()).toContain('172.16.249.138:80');
		await press('j');
		expect(partsOf(store).services.cursor.index).toBe(1);
		expect(told).toEqual([]);
	});

	it('is answered at any time, also when nobody waits any more', async () => {
		const {press, told, clock, store} = await asking();
		await clock.advance(60_000);
		await press(`j${light}${last}j`);
		expect(told).toEqual([true]);
		expect(partsOf(store).services.cursor.index).toBe(2);
		expect(store.getState()).toMatchObject({overlay: null, prompt: null, message: null});
	});

	it.each([[{TERM: 'screen'}], [{TERM: 'linux'}], [{}]])(
		'is not asked with %o',
		async environment => {
			const {written} = await asking(environment as {TERM: string});
			expect(written()).not.toContain(']11;');
		},
	);
});

describe('a quit', () => {
	it('waits for the last answer, and drops keys', async () => {
		const {type, hasEnded, running, store, isRaw} = await asking();
		await type('q');
		await type('jx');
		await type(light);
		expect(hasEnded()).toBe(false);
		expect(isRaw()).toBe(true);
		expect(partsOf(store).services.cursor.index).toBe(0);
		await type(last);
		expect(await running.ended).toBe('quit');
		expect(isRaw()).toBe(false);
	});

	it('does not wait if the terminal has answered', async () => {
		const {type, press, running} = await asking();
		await press(last);
		await type('q');
		expect(await running.ended).toBe('quit');
	});

	it('waits for two seconds after the question at most', async () => {
		const {type, clock, hasEnded, running} = await asking();
		await clock.advance(1500);
		await type('q');
		expect(hasEnded()).toBe(false);
		await clock.advance(500);
		expect(await running.ended).toBe('quit');
	});

	it('does not wait after these', async () => {
		const {type, clock, running} = await asking();
		await clock.advance(2000);
		await type('q');
		expect(await running.ended).toBe('quit');
	});

	it('is done at once at a second request', async () => {
		const {signals, hasEnded, running} = await asking();
		signals.emit('SIGINT');
		await Promise.resolve();
		expect(hasEnded()).toBe(false);
		signals.emit('SIGTERM');
		expect(await running.ended).toBe('SIGTERM');
	});

	it('does not wait if the terminal is gone', async () => {
		const {signals, running} = await asking();
		signals.emit('SIGHUP');
		expect(await running.ended).toBe('SIGHUP');
	});
});

describe('Ctrl-Z', () => {
	it('waits for the last answer, and keys count again afterwards', async () => {
		const {press, outside, store} = await asking();
		await press('\u{1A}');
		expect(outside.asked).not.toContainEqual({kill: 'SIGTSTP'});
		await press('j', light + last);
		expect(outside.asked).toContainEqual({kill: 'SIGTSTP'});
		await press('j');
		expect(partsOf(store).services.cursor.index).toBe(1);
	});
});

describe('Esc', () => {
	it('may be the beginning of an answer for a little longer, and is then a key', async () => {
		const {press, clock, store} = await asking();
		await press('?');
		await press(esc);
		await clock.advance(50);
		expect(store.getState().overlay).not.toBeNull();
		await clock.advance(50);
		expect(store.getState().overlay).toBeNull();
	});

	it('is a key sooner if no answer is expected', async () => {
		const {press, clock, store} = await asking();
		await press(last, '?', esc);
		await clock.advance(20);
		expect(store.getState().overlay).toBeNull();
	});
});

describe('terminals', () => {
	it.each([
		[{TERM: 'xterm'}, true],
		[{TERM: 'xterm-256color'}, true],
		[{TERM: 'xterm-kitty'}, true],
		[{TERM: 'rxvt-unicode-256color'}, true],
		[{TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'}, true],
		// sudo and ssh drop TMUX.
		[{TERM: 'tmux-256color'}, true],
		[{TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}, true],
		[{TERM: 'screen-256color'}, false],
		[{TERM: 'screen.xterm-256color'}, false],
		[{TERM: 'xterm-256color', STY: '1.pts-0.host'}, false],
		[{TERM: 'linux'}, false],
		[{TERM: 'vt220'}, false],
		[{TERM: 'dumb'}, false],
		[{TERM: ''}, false],
		[{}, false],
	])('%o: %s', (environment, can) => {
		expect(canBeAsked(environment)).toBe(can);
	});
});
