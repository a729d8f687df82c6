/**
 * Runs inside the guest on the client: makes requests at a steady rate until it is told to stop, then
 * prints what became of them as one line of JSON.
 */
import {createSocket} from 'node:dgram';
import {existsSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import type {Order, TrafficCounts} from '../traffic.ts';

const order: Order = JSON.parse(process.argv[2] ?? '');
const send = order.kind === 'http' ? httpSender() : udpSender(order.sockets);
const answers: Record<string, number> = {};
let requests = 0;
let answered = 0;
let failed = 0;
let last = 0;

/** One TCP connection, GET, answer, end: what a client without keep-alive does. */
function httpSender() {
	return () => {
		let page = '';
		const socket = connect({host: order.address, port: order.port});
		socket.setTimeout(order.patience, () => socket.destroy(new Error('no answer')));
		socket.setEncoding('latin1');
		socket.on('connect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
		socket.on('data', text => {
			page += text;
		});
		socket.on('error', () => {
			page = '';
		});
		socket.on('close', () => {
			const [head = '', body = ''] = page.split('\r\n\r\n');
			count(/^HTTP\/1\.[01] 200 /.test(head) ? body.trim() : null);
		});
	};
}

/** One datagram from each of the sockets in turn, each socket being one connection to IPVS. */
function udpSender(number: number) {
	const sockets = Array.from({length: number}, () =>
		createSocket('udp4').on('message', message => count(message.toString('latin1'))),
	);
	return () => sockets[requests % number]?.send('request', order.port, order.address);
}

function count(answer: string | null) {
	if (answer === null) {
		failed += 1;
		return;
	}

	if (answered === 0) {
		writeFileSync(order.startedFile, '');
	}

	answered += 1;
	answers[answer] = (answers[answer] ?? 0) + 1;
}

const started = performance.now();
const due = () => Math.floor(((performance.now() - started) / 1000) * order.rate) + 1;
const enough = () =>
	(order.requests !== null && requests >= order.requests) || existsSync(order.stopFile);

/** Each request has its own moment, so a late one does not delay those after it. */
function tick() {
	if (enough()) {
		finish();
		return;
	}

	while (requests < due() && requests !== order.requests) {
		last = performance.now();
		send();
		requests += 1;
	}

	setTimeout(tick, started + (requests / order.rate) * 1000 - performance.now());
}

/** Waits for the last answers. */
function finish() {
	const silent = performance.now() - last > order.patience;
	if (answered + failed < requests && !silent) {
		setTimeout(finish, 10);
		return;
	}

	const counts: TrafficCounts = {
		requests,
		answered,
		failed: requests - answered,
		seconds: (last - started) / 1000,
		answers,
	};
	process.stdout.write(JSON.stringify(counts), () => process.exit());
}

tick();
