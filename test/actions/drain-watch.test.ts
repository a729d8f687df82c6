import {expect, it} from 'vitest';
import {undoneDrains, undoneInWords} from '../../source/actions/drain-watch.ts';
import {gue, nat, seenServer, seenService, web} from './example.ts';

const service = seenService(web, [
	seenServer({...nat, weight: 5}),
	seenServer({...gue, weight: 0}),
]);
const drain = {service: service.id, weight: 5, since: 0};

it('a drain is undone when its server has weight, and not when it is drained or gone', () => {
	const remembered = [
		{...drain, server: '10.0.0.8:8080'},
		{...drain, server: '10.0.0.11:80'},
		{...drain, server: '10.0.0.12:80'},
		{...drain, server: '10.0.0.8:8080', service: 'udp:10.9.9.9:53'},
	];
	const undone = undoneDrains(remembered, [service]);
	expect(undone.map(undoneInWords)).toEqual([
		'the drain of 10.0.0.8:8080 in tcp:172.16.249.138:80 was undone by somebody else: it has weight 5',
	]);
});
