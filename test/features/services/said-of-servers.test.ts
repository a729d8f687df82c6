/**
 * The texts of the message line about servers while there is no message: temporary ones take precedence over lasting
 * ones.
 */
import {expect, test} from 'vitest';
import {messagePiece} from '../../../source/console/screen/message-style.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receiveFacts, receivePoll} from '../../../source/console/state/director-reducers.ts';
import {clearMessage} from '../../../source/console/state/message.ts';
import {openView} from '../../../source/console/state/view.ts';
import {receiveNoAnswers} from '../../../source/features/connections/console/receive-no-answers.ts';
import {assembly} from '../../../source/program/features.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const id = 'tcp:10.1.1.1:80';
const web = director([
	service(id, [
		server('10.0.0.8:80', {upperThreshold: 4, lowerThreshold: 1, overload: 'closed'}),
		server('10.0.0.9:80', {weight: 0, activeConnections: 3}),
		server('10.0.0.10:80'),
	]),
]);

test('a server that does not answer, then a drain, then a server that is closed', () => {
	const store = createConsoleStore(assembly, fakeOutside());
	const said = () => {
		store.update(clearMessage);
		return messagePiece(store.getState()).text;
	};

	store.update(receivePoll(read(web)));
	expect(said()).toBe(`10.0.0.8:80 in ${id}: closed at 4, opens below 1`);
	const drain = {service: id, server: '10.0.0.9:80', weight: 1, since: 0} as const;
	store.update(receiveFacts({sysctls: defaultSysctls, drains: [drain], owners: []}));
	expect(said()).toMatch(/^drain 10\.0\.0\.9:80: 3 active/);
	store.update(receiveNoAnswers([{service: id, servers: ['10.0.0.10:80']}]));
	expect(said()).toMatch(/^tcp:10\.1\.1\.1:80: no answer from 10\.0\.0\.10:80/);
	store.update(openView('log'));
	expect(said()).toMatch(/^drain 10\.0\.0\.9:80/);
});
