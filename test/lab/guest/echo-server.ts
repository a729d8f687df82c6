/**
 * Runs inside the guest on a server: answers every datagram with the name that it was started with.
 */
import {createSocket} from 'node:dgram';
import {writeFileSync} from 'node:fs';

const [address, port, answer = '', startedFile = ''] = process.argv.slice(2);
const socket = createSocket('udp4');
socket.on('message', (_, client) => socket.send(answer, client.port, client.address));
socket.bind(Number(port), address, () => writeFileSync(startedFile, ''));
