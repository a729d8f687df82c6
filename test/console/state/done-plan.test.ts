import {expect, test} from 'vitest';
import {keyStore} from '../../support/key-store.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test.each(['z', 'Z'])(
	'counters that were zeroed by %s have no way back, and do not stand before what has one',
	async key => {
		const {press, poll, store, message} = keyStore();
		await poll(sampleDirector());
		await press(`${key}yu`);
		expect(message()).toBe('there is nothing to take back');
		await press(`jw7<enter>y${key}yu`);
		const {prompt} = store.getState();
		expect(prompt?.kind === 'confirm' && prompt.plan.title).toMatch(/^undo: weight of /);
	},
);
