/**
 * Runs inside the guest on the client: sends a datagram from each of these local ports, so that each is a separate
 * flow; the same port again continues its flow. Nobody has to answer.
 */
import {createSocket} from 'node:dgram';

const [address = '', port, localAddress = '', ...localPorts] = process.argv.slice(2);
for (const localPort of localPorts) {
	const socket = createSocket('udp4');
	await new Promise<void>(resolve =>
		socket.bind({address: localAddress, port: Number(localPort)}, resolve),
	);
	await new Promise<void>(resolve => socket.send('-', Number(port), address, () => resolve()));
	socket.close();
}
