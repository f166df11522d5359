// One service and one browse of bonjour-service, by commands on the standard input. Fields are separated by tabs; TXT entries by semicolons.
import { createInterface } from 'node:readline';
import { Bonjour } from 'bonjour-service';

const address = process.argv[2];
const say = (...fields) => console.log(fields.join('\t'));
const entries = text => Object.fromEntries(text.split(';').map(entry => entry.split('=')));
const written = txt => Object.entries(txt ?? {}).map(([key, value]) => `${key}=${value}`).join(';');

const bonjour = new Bonjour({ interface: address, bind: '0.0.0.0' }, error => say('failed', error.message));
let service;
function publish(name, port, txt) {
  // A name that is taken is told by the library itself, as an error on the standard output.
  service = bonjour.publish({ name, type: 'whiteboard', port: Number(port), txt: entries(txt), host: 'node.local', disableIPv6: true, probe: true });
  service.on('up', () => say('published', service.name));
}

const commands = {
  publish,
  update(txt) {
    // The library cannot change a record: the service goes and comes back.
    const { name, port } = service;
    service.stop(() => publish(name, port, txt));
  },
  withdraw() {
    service.stop(() => say('withdrawn'));
  },
  browse() {
    const browser = bonjour.find({ type: 'whiteboard' });
    browser.on('up', found => say('+', found.name, found.port, written(found.txt)));
    browser.on('txt-update', found => say('~', found.name, found.port, written(found.txt)));
    browser.on('down', found => say('-', found.name));
    say('browsing');
  },
};

createInterface({ input: process.stdin }).on('line', line => {
  const [command, ...fields] = line.split('\t');
  commands[command](...fields);
});
say('ready');
