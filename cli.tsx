import {execa} from 'execa';
import {render, Text} from 'ink';

const r = await execa('echo', ['hi']);
const app = render(<Text>hello {r.stdout}</Text>);
await app.waitUntilExit();
