/**
 * Runs inside the guest on the client: makes requests at a constant rate until it is told to stop, then prints the
 * results as one line of JSON.
 */
import {createSocket} from 'node:dgram';
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import type {Order, TrafficCounts} from '../traffic.ts';

const order: Order = JSON.parse(process.argv[2] ?? '');
const send = order.kind === 'http' ? httpSender() : udpSender(order.sockets);
const answers: Record<string, number> = {};
const answersAtEnd: Record<string, number> = {};
/** The total number of requests, as far as known. */
let wanted = order.requests ?? Infinity;
/** The number of requests when the traffic was told to stop. */
let atStop = Infinity;
let requests = 0;
let answered = 0;
let failed = 0;
let last = 0;

/** One TCP connection, GET, answer, end: what a client without keep-alive does, or with a reset at the end. */
function httpSender() {
	return () => {
		const number = requests;
		let page = '';
		const {address: host, port, reset: allowHalfOpen} = order;
		const socket = connect({host, port, allowHalfOpen});
		socket.setTimeout(order.patience, () => socket.destroy(new Error('no answer')));
		socket.setEncoding('latin1');
		socket.on('connect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
		socket.on('data', text => {
			page += text;
		});
		socket.on('end', () => {
			if (order.reset) {
				socket.resetAndDestroy();
			}
		});
		socket.on('error', () => {
			page = '';
		});
		socket.on('close', () => {
			const [head = '', body = ''] = page.split('\r\n\r\n');
			count(number, /^HTTP\/1\.[01] 200 /.test(head) ? body.trim() : null);
		});
	};
}

/** One datagram from each of the sockets in turn; each socket is one connection to IPVS. */
function udpSender(number: number) {
	const sockets = Array.from({length: number}, () =>
		createSocket('udp4').on('message', message => count(requests - 1, message.toString('latin1'))),
	);
	return () => sockets[requests % number]?.send('request', order.port, order.address);
}

/** Counts the result of the request with that number; for datagrams, the latest one sent. */
function count(number: number, answer: string | null) {
	if (answer === null) {
		failed += 1;
		return;
	}

	if (answered === 0) {
		writeFileSync(`${order.startedFile}.new`, answer);
		renameSync(`${order.startedFile}.new`, order.startedFile);
	}

	answered += 1;
	for (const counts of number < atStop ? [answers] : [answers, answersAtEnd]) {
		counts[answer] = (counts[answer] ?? 0) + 1;
	}
}

const started = performance.now();
const due = () => Math.floor(((performance.now() - started) / 1000) * order.rate) + 1;

/** The file exists before its line is complete. */
function heedStop() {
	const more =
		existsSync(order.stopFile) && /^(\d+)\n/.exec(readFileSync(order.stopFile, 'latin1'));
	if (more && atStop === Infinity) {
		atStop = requests;
		wanted = Math.min(wanted, requests + Number(more[1]));
	}
}

/** Each request has its own time, so a late one does not delay the others. */
function tick() {
	heedStop();
	if (requests >= wanted) {
		finish();
		return;
	}

	while (requests < due() && requests < wanted) {
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
		answersAtEnd,
	};
	process.stdout.write(JSON.stringify(counts), () => process.exit());
}

tick();
