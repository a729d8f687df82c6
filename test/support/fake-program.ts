/**
 * A fake process for a command: its output is kept, and signals come from the test.
 */

import {EventEmitter} from 'node:events';
import {PassThrough, Writable} from 'node:stream';
import {createOutput} from '../../source/commands/output.ts';
import type {Program} from '../../source/commands/program.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';

export interface FakeProgram extends Program {
	readonly clock: ManualClock;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly signals: EventEmitter & Program['signals'];
	/** The standard output so far. */
	out(): string;
	/** The standard error so far. */
	err(): string;
	/** From now on nobody reads the output, until `take` is called. */
	stall(): void;
	take(): void;
	/** Breaks the output, as when the reader of a pipe goes away (EPIPE). */
	breakOutput(code: string): void;
}

function keeping() {
	let text = '';
	let isStalled = false;
	let release = () => {};
	const stream = new Writable({
		decodeStrings: false,
		// A pipe holds some lines before a program has to wait for its reader; this one holds none.
		highWaterMark: 1,
		write(chunk: string, _encoding, done) {
			text += chunk;
			if (isStalled) {
				release = done;
			} else {
				done();
			}
		},
	});
	return {
		stream: stream as unknown as NodeJS.WriteStream,
		text: () => text,
		stall() {
			isStalled = true;
		},
		take() {
			isStalled = false;
			release();
		},
	};
}

/** A program outside a terminal, at New Year 2026 by a clock that the test moves. */
export function fakeProgram(environment: Program['environment'] = {}): FakeProgram {
	const output = keeping();
	const errors = keeping();
	return {
		stdin: new PassThrough() as unknown as NodeJS.ReadStream,
		stdout: output.stream,
		stderr: errors.stream,
		output: createOutput({stdout: output.stream, stderr: errors.stream}),
		environment,
		signals: Object.assign(new EventEmitter(), {kill() {}}),
		clock: createManualClock(),
		out: output.text,
		err: errors.text,
		stall: output.stall,
		take: output.take,
		breakOutput(code) {
			output.stream.destroy(Object.assign(new Error(`write ${code}`), {code}));
		},
	};
}
