/**
 * Runs inside the guest on the client: brings TCP connections into the requested states and sends datagrams, then keeps
 * everything until it is told to stop.
 */
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {existsSync, writeFileSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import type {ConnectionsOrder, WantedConnection} from '../connections.ts';

const {wanted, startedFile, stopFile}: ConnectionsOrder = JSON.parse(process.argv[2] ?? '');

/** Connects, and waits for the server's answer to the word. */
async function connected({address, port, client}: WantedConnection, word: string): Promise<Socket> {
	const socket = connect({host: address, port, localAddress: client, allowHalfOpen: true});
	await once(socket, 'connect');
	socket.write(word);
	await once(socket, 'data');
	return socket;
}

const makers: Readonly<Record<string, (connection: WantedConnection) => Promise<unknown>>> = {
	ESTABLISHED: connection => connected(connection, 'stay'),
	/** The client has ended its side. */
	async CLOSE_WAIT(connection) {
		const socket = await connected(connection, 'stay');
		await new Promise<void>(resolve => socket.end(resolve));
	},
	/** The server has ended its side. */
	async FIN_WAIT(connection) {
		const socket = await connected(connection, 'end');
		await once(socket, 'end');
	},
	async TIME_WAIT(connection) {
		const socket = await connected(connection, 'end');
		await once(socket, 'end');
		socket.end();
		await once(socket, 'close');
	},
	async CLOSE(connection) {
		const socket = await connected(connection, 'stay');
		socket.resetAndDestroy();
		await once(socket, 'close');
	},
	/** Nobody ever answers. */
	async SYN_RECV({address, port, client}) {
		connect({host: address, port, localAddress: client}).on('error', () => undefined);
	},
	async UDP({address, port, client, text = ''}) {
		const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
		await new Promise<void>(resolve => socket.bind({address: client}, resolve));
		socket.send(text, port, address);
		await once(socket, 'message');
	},
};

for (const connection of wanted) {
	for (let count = 0; count < (connection.count ?? 1); count += 1) {
		await makers[connection.state]?.(connection);
	}
}

writeFileSync(startedFile, '');
setInterval(() => existsSync(stopFile) && process.exit(), 100);
