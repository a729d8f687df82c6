/**
 * Calls of the C library that fail, made up; test/lab has the real ones.
 */
import {expect, it} from 'vitest';
import type {Ffi} from '../../../source/director/netlink/ffi.ts';
import {errno, openLibc} from '../../../source/director/netlink/netlink-socket.ts';

/** A library whose calls answer what `answer` says, and fail with the number that it says. */
function libraryOf(answer: (name: string) => {result?: number; errno?: number}) {
	const calls: string[] = [];
	let last = 0;
	const call = (name: string) => () => {
		calls.push(name);
		const {result = -1, errno: number = 0} = answer(name);
		last = number;
		return name === '__errno_location' ? 0n : result;
	};
	const names = ['socket', 'bind', 'setsockopt', 'send', 'recvmmsg', 'open', 'setns', 'close'];
	const functions = Object.fromEntries(
		[...names, '__errno_location'].map(name => [name, call(name)]),
	);
	const ffi = {dlopen: () => ({functions}), getInt32: () => last, getRawPointer: () => 0n};
	return {libc: openLibc(ffi as unknown as Ffi), calls};
}

const count = (calls: readonly string[], name: string) =>
	calls.filter(call => call === name).length;

it('a call that a signal interrupts is repeated', () => {
	let signals = 20;
	const {libc, calls} = libraryOf(name => {
		signals -= name === 'recvmmsg' ? 1 : 0;
		return name === 'recvmmsg' && signals > 0 ? {errno: errno.interrupted} : {result: 1};
	});
	libc.openNetlink().receive(new Uint8Array(64));
	expect(count(calls, 'recvmmsg')).toBe(20);
});

it('signals without end are an error, and not for ever', () => {
	const {libc, calls} = libraryOf(name =>
		name === 'send' ? {errno: errno.interrupted} : {result: 1},
	);
	const socket = libc.openNetlink();
	expect(() => socket.send(new Uint8Array(4))).toThrow('netlink: send: EINTR');
	expect(count(calls, 'send')).toBeLessThan(200);
});

it.each([
	['socket', 0],
	['bind', 1],
	['setsockopt', 1],
])('if %s fails the error has its name, and no descriptor leaks', (failing, opened) => {
	const {libc, calls} = libraryOf(name => (name === failing ? {errno: 1} : {result: 7}));
	expect(() => libc.openNetlink()).toThrow(
		expect.objectContaining({problem: 'lost', errno: 1, message: expect.stringContaining('EPERM')}),
	);
	expect(count(calls, 'close')).toBe(opened);
});

it('a missing network namespace is distinguished from a forbidden one', () => {
	const missing = libraryOf(name => (name === 'open' ? {errno: errno.noEntry} : {result: 7}));
	expect(() => missing.libc.enterNetns('/run/netns/lb')).toThrow(
		expect.objectContaining({
			problem: 'no-namespace',
			message: expect.stringMatching(/^the network namespace \/run\/netns\/lb .*ENOENT/),
		}),
	);
	const forbidden = libraryOf(name => (name === 'setns' ? {errno: 1} : {result: 7}));
	expect(() => forbidden.libc.enterNetns('/run/netns/lb')).toThrow(
		expect.objectContaining({problem: 'lost', message: expect.stringContaining('EPERM')}),
	);
	expect(count(forbidden.calls, 'close')).toBe(1);
});
