import {expect, test} from 'vitest';
import {keyboard} from '../../support/keyboard.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';

test('y copies the name of the row at the cursor, and says so', () => {
	const {press, terminal, store} = keyboard(sampleDirector());
	press('jy');
	expect(terminal).toEqual(['copy tcp:172.16.249.138:80 10.0.0.8:80']);
	expect(store.getState().message?.text).toBe(
		'sent to the clipboard of your terminal: tcp:172.16.249.138:80 10.0.0.8:80',
	);
});

/** A service with its rule and these servers. */
function web(servers: Parameters<typeof service>[1]) {
	const known = service('tcp:10.1.1.1:80', servers);
	const {key} = known;
	const plain = {persistence: null, engine: null, onePacket: false};
	return {...known, rule: {key, scheduler: 'rr', schedulerFlags: [], ...plain}};
}

test('Y copies the commands of the rule: of a service with those of its servers', () => {
	const {press, terminal, store} = keyboard(
		director([web([server('10.0.0.8:80'), server('10.0.0.9:80')])]),
	);
	press('Y');
	expect(terminal).toEqual([
		'copy ipvsadm -A -t 10.1.1.1:80 -s rr\nipvsadm -a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1\nipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
	]);
	expect(store.getState().message?.text).toBe('sent to the clipboard of your terminal: 3 commands');
	press('jY');
	expect(terminal.at(-1)).toBe('copy ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1');
});

test('Y copies the commands of a plan that is shown, and the plan stays', () => {
	const {press, terminal, store} = keyboard(sampleDirector());
	press('jw7<enter>Y');
	expect(terminal).toEqual([expect.stringMatching(/^copy ipvsadm -e -t .* -w 7/)]);
	expect(store.getState().prompt?.kind).toBe('confirm');
});

test('a text that terminals would cut off is not sent', () => {
	const many = Array.from({length: 2000}, (_, index) =>
		server(`10.0.${index >> 8}.${index & 255}:80`),
	);
	const {press, terminal, store} = keyboard(director([web(many)]));
	press('Y');
	expect(terminal).toEqual([]);
	expect(store.getState().message?.text).toMatch(
		/^too long for the clipboard of a terminal: 2,001/,
	);
});
