import { createServer, type AddressInfo } from 'node:net';
import { postJson } from '../../activities/delivery/senders/post-json';

test.each([
  'http://example.org/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://169.254.169.254/latest/meta-data', 'https://10.1.2.3/', 'https://192.168.1.1/', 'https://100.64.0.1/',
  'https://localhost/', 'file:///etc/passwd', 'gopher://example.org/', 'nonsense',
])('%s is not called', async (url) => {
  await expect(postJson({ url, body: '{}', hosts: [] })).rejects.toMatchObject({ name: 'Undeliverable' });
});

test('a robot’s address leads to WeCom or DingTalk, and nowhere else unless the environment names the host', async () => {
  await expect(postJson({ url: 'https://example.org/', body: '{}', hosts: [], known: ['qyapi.weixin.qq.com'] })).rejects.toMatchObject({ name: 'Undeliverable', message: 'example.org is none of qyapi.weixin.qq.com, and BOAI_HTTP_HOSTS does not name it' });
});

test('an answer that drips for ever is cut off after ten seconds', async () => {
  const slow = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n');
    const drip = setInterval(() => socket.write('.'), 200);
    socket.on('close', () => clearInterval(drip));
  });
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(slow.address() as AddressInfo).port}`;
  const start = Date.now();

  await expect(postJson({ url: `http://${host}/`, body: '{}', hosts: [host] })).rejects.toMatchObject({ name: 'ChannelAway', message: '127.0.0.1 did not answer within 10 s' });

  expect(Date.now() - start).toBeLessThan(15_000);
  await new Promise((resolve) => slow.close(resolve));
});
