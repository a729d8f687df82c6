/**
 * Runs inside the guest on the client: sends one datagram to each of several ports from several sockets; each is a
 * connection of a service for all ports. Nobody answers.
 */
import {createSocket} from 'node:dgram';

const [address = '', sockets, ports] = process.argv.slice(2);
for (let count = 0; count < Number(sockets); count += 1) {
	const socket = createSocket('udp4');
	for (let port = 1; port <= Number(ports); port += 1) {
		await new Promise<void>((resolve, reject) =>
			socket.send('-', port, address, error => (error ? reject(error) : resolve())),
		);
	}

	socket.close();
}
