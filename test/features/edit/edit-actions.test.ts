import {describe, expect, it, test} from 'vitest';
import {proposeZero} from '../../../source/features/edit/zero-counters.ts';
import {commandsOf, seenService, web} from '../../support/example.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {director, server, service} from '../../support/sample-director.ts';

const two = director([
	service('tcp:10.1.1.1:80', [
		server('10.0.0.1:80', {activeConnections: 4}),
		server('10.0.0.2:80'),
	]),
	service('udp:10.1.1.1:53', [server('10.0.0.1:53')]),
]);

function pressed(keys: string): Keyboard {
	const console = keyboard(two);
	console.press(keys);
	return console;
}

function plan({store}: Keyboard) {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm'
		? {
				commands: prompt.plan.steps.map(({command}) => command.join(' ')),
				danger: prompt.plan.danger,
			}
		: null;
}

describe('deleting', () => {
	test.each([
		[
			'the server under the cursor, whose connections are cut off',
			'jx',
			['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.1:80'],
			'drops-traffic',
		],
		['a server without connections', 'jjx', ['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.2:80'], 'none'],
		['the service under the cursor', 'x', ['ipvsadm -D -t 10.1.1.1:80'], 'drops-traffic'],
		[
			'all marked servers as one plan, wherever the cursor is',
			'jj j gx',
			['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.2:80', 'ipvsadm -d -u 10.1.1.1:53 -r 10.0.0.1:53'],
			'drops-traffic',
		],
	])('%s', (_, keys, commands, danger) => {
		expect(plan(pressed(keys))).toEqual({commands, danger});
	});

	test('dropping traffic requires a word', () => {
		const console = pressed('jx<enter>y<enter>');
		expect(console.outside.asked).toEqual([]);
		console.press('es<enter>');
		expect(console.outside.asked).toEqual([{apply: ['ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.1:80']}]);
	});
});

test.each([
	['of the service under the cursor', 'z', 'ipvsadm -Z -t 10.1.1.1:80'],
	['of the service whose server is under the cursor', 'Gz', 'ipvsadm -Z -u 10.1.1.1:53'],
	['of everything', 'Z', 'ipvsadm -Z'],
	['of everything, by name', ':zero-all<enter>', 'ipvsadm -Z'],
])('the counters %s are zeroed', (_, keys, command) => {
	expect(plan(pressed(keys))).toEqual({commands: [command], danger: 'none'});
});

describe('zeroing counters', () => {
	it('is for services or for everything, and there is no way back', () => {
		expect(commandsOf(proposeZero([seenService(web)]))).toEqual([
			'ipvsadm -Z -t 172.16.249.138:80',
		]);
		const everything = proposeZero(null);
		expect(commandsOf(everything)).toEqual(['ipvsadm -Z']);
		expect(everything.plan?.warnings).toEqual(['zeroed counters cannot be restored']);
		expect(commandsOf(proposeZero([]))).toBe('no service is selected');
	});
});
