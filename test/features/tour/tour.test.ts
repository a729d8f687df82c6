import {expect, it} from 'vitest';
import {greet} from '../../../source/features/tour/feature.ts';
import {tourSteps} from '../../../source/features/tour/steps.ts';
import {run} from '../../../source/program/run.ts';
import {fakeProgram} from '../../support/fake-program.ts';
import {keyboard} from '../../support/keyboard.ts';
import {openConsole} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

/** The keys of each step up to the restore, as its text says them; a plan shows its effect at the next reading. */
const keys = ['j', 'd', 'y<wait>', 'u', 'y<wait>', 'S', '<enter>', 'w5<enter>y<wait>'];

async function lastLine(done: number): Promise<string> {
	const program = fakeProgram({COLUMNS: '80', LINES: '24'});
	const script = keys.slice(0, done).join('');
	await run(program, ['--demo', 'tour', '--once', '--keys', script === '' ? '1' : script]);
	return program.out().trimEnd().split('\n').at(-1) ?? '';
}

it.each(Array.from({length: keys.length + 1}, (_, done) => done))(
	'after %i steps the tour says what comes next',
	async done => {
		expect(await lastLine(done)).toBe(` ${done + 1}/${tourSteps.length}  ${tourSteps[done]?.text}`);
	},
);

it('every step fits into 60 columns, with its number', () => {
	expect(tourSteps.filter(({text}) => text.length > 60 - ' 11/11  '.length)).toEqual([]);
});

it('after the last step the key hints come back as soon as something is opened', () => {
	const {press, store} = keyboard(director([]));
	const last = tourSteps.at(-1);
	press('5');
	expect(last?.isDone(store.getState())).toBe(false);
	press('?');
	expect(last?.isDone(store.getState())).toBe(true);
	press('<esc>1');
	expect(last?.isDone(store.getState())).toBe(true);
});

it('other scenes have no guide', async () => {
	const program = fakeProgram({COLUMNS: '80', LINES: '24'});
	await run(program, ['--demo', 'nat', '--once', '--keys', 'j']);
	expect(program.out()).toContain('w weight');
});

it('at the first start a line says where help is, until something is opened', async () => {
	const console = await openConsole({columns: 80, rows: 24}, director([]));
	console.store.update(greet);
	await console.drawn();
	expect(console.frame()).toContain('new here? press ? for the keys, or try lvstop --demo tour');
	await console.press('?', '\u{1B}');
	expect(console.frame()).not.toContain('new here?');
});

it('the steps of the restore are done when its plan is shown, and when the weight is back', async () => {
	const [shown, restored] = tourSteps.slice(keys.length);
	const {press, store} = keyboard(
		director([service('tcp:172.16.249.138:80', [server('10.0.0.8:80')])]),
	);
	expect(restored?.isDone(store.getState())).toBe(true);
	press('jw5<enter>');
	expect(shown?.isDone(store.getState())).toBe(false);
	const {prompt} = store.getState();
	store.update(() => (prompt?.kind === 'confirm' ? {prompt: {...prompt, origin: 'restore'}} : {}));
	expect(shown?.isDone(store.getState())).toBe(true);
});
