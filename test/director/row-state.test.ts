import {expect, test} from 'vitest';
import {serverState, serviceState} from '../../source/director/row-state.ts';
import {shareOf} from '../../source/director/service-load.ts';
import {server, service} from '../support/sample-director.ts';

test.each([
	{told: {}, state: 'normal'},
	{told: {weight: 0, activeConnections: 1}, state: 'draining'},
	{told: {weight: 0, inactiveConnections: 1}, state: 'draining'},
	{told: {weight: 0}, state: 'drained'},
	{told: {upperThreshold: 10, activeConnections: 9}, state: 'normal'},
	{
		told: {upperThreshold: 10, activeConnections: 4, inactiveConnections: 6},
		state: 'over-threshold',
	},
	{told: {upperThreshold: 0, activeConnections: 1000}, state: 'normal'},
	{told: {upperThreshold: null, activeConnections: 1000}, state: 'normal'},
	{told: {upperThreshold: 10, activeConnections: 10, weight: 0}, state: 'draining'},
	{told: {upperThreshold: 10, activeConnections: 9, overload: 'closed'}, state: 'closed'},
	{
		told: {upperThreshold: 10, activeConnections: 9, overload: 'maybe-closed'},
		state: 'maybe-closed',
	},
	{told: {overload: null}, state: 'normal'},
	{told: {weight: 0, activeConnections: 9, overload: 'closed'}, state: 'draining'},
] as const)('a server with $told is $state', ({told, state}) => {
	expect(serverState(server('10.0.0.1:80', told))).toBe(state);
});

test('a service without servers, or without weight, accepts nobody', () => {
	const up = server('10.0.0.1:80');
	const down = server('10.0.0.2:80', {weight: 0});
	expect(serviceState(service('tcp:10.1.1.1:80', []))).toBe('no-servers');
	expect(serviceState(service('tcp:10.1.1.1:80', [down]))).toBe('no-weight');
	expect(serviceState(service('tcp:10.1.1.1:80', [down, up]))).toBe('normal');
});

test('the share of a server is its part of the present connections', () => {
	const three = server('10.0.0.1:80', {activeConnections: 1, inactiveConnections: 2});
	const one = server('10.0.0.2:80', {activeConnections: 1});
	const both = service('tcp:10.1.1.1:80', [three, one]);
	expect(shareOf(both, three)).toBe(0.75);
	expect(shareOf(both, one)).toBe(0.25);
	const idle = server('10.0.0.3:80');
	expect(shareOf(service('tcp:10.1.1.1:80', [idle]), idle)).toBe(0);
});
