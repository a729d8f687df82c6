import {expect, it} from 'vitest';
import {undoneElsewhereInWords} from '../../../source/features/drain/drain-watch.ts';

it('a drain that somebody else undid is reported with the server, its service and its weight', () => {
	const drain = {
		service: 'tcp:172.16.249.138:80',
		server: '10.0.0.8:8080',
		weight: 5,
		since: 0,
	} as const;
	expect(undoneElsewhereInWords({drain, weight: 5})).toBe(
		'10.0.0.8:8080 in tcp:172.16.249.138:80 is no longer drained: somebody else set its weight to 5',
	);
});
