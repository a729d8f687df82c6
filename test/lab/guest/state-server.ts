/**
 * Runs inside the guest on a server: takes TCP connections and datagrams on one port of all its addresses. A
 * TCP client says what becomes of its connection: `stay`, or `end`, after which the server says no more but
 * leaves the client its own side. What comes is sent back.
 */
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {createServer} from 'node:net';

const [portText, startedFile = ''] = process.argv.slice(2);
const port = Number(portText);
const server = createServer({allowHalfOpen: true}, socket => {
	socket.on('error', () => undefined);
	socket.on('data', word => {
		if (word.toString() === 'end') {
			socket.end(word);
		} else {
			socket.write(word);
		}
	});
}).listen(port, '::');
const datagrams = createSocket('udp6').bind(port, '::');
datagrams.on('message', (text, {address, port: sender}) => datagrams.send(text, sender, address));
await Promise.all([once(server, 'listening'), once(datagrams, 'listening')]);
writeFileSync(startedFile, '');
