import { InvalidEnvironment, readEnvironment } from '../../config/environment';
import { MAIL_VARIABLES, mailOf } from '../../config/mail';

const read = (environment: Readonly<Record<string, string>>) => mailOf(readEnvironment(MAIL_VARIABLES, environment));

test('without a gateway there is no mail, with one it comes from its host unless told otherwise', () => {
  expect([read({}), read({ SMTP_URL: 'smtps://u:p@mail.example.org:465' })?.from, read({ SMTP_URL: 'smtp://mail.example.org', SMTP_FROM: 'boai@example.org' })?.from]).toEqual([undefined, 'boai-flow@mail.example.org', 'boai@example.org']);
});

test('a wrong gateway is named without its password', () => {
  const wrong = (): unknown => read({ SMTP_URL: 'mail.example.org?password=secret-7' });

  expect(wrong).toThrow(InvalidEnvironment);
  expect(wrong).toThrow('SMTP_URL is wrong; expected a URL that starts with smtp:// or smtps://');
  expect(wrong).not.toThrow(/secret-7/);
});
