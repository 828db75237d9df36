import { Command } from 'commander';
import { SAMPLE_PASSWORD } from '../activities/store/sample-district';
import { readEnvironment, url as anyUrl, withDefault } from '../config/environment';
import type { InstanceDetail } from '../web/api/contract';
import { playDemo } from './demo/play-demo';

/** `boai demo`: one whole election through a running portal's API, as its people would do it. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Play one whole re-election in the sample district (示例) through the running portal, and print its timeline.')
    .option('--url <url>', 'where the portal runs; PORTAL_URL, else http://127.0.0.1:3000')
    .option('--branch <id>', 'the town whose branch is re-elected; the first that has none under way when left out')
    .action(async ({ url, branch }: { readonly url?: string; readonly branch?: string }) => {
      const { PORTAL_URL } = readEnvironment({ PORTAL_URL: withDefault(anyUrl('http', 'https'), 'http://127.0.0.1:3000') });
      const origin = (url ?? PORTAL_URL).replace(/\/$/, '');
      const say = (line: string): void => void process.stdout.write(`${line}\n`);
      const instance = await playDemo({ origin, password: SAMPLE_PASSWORD, ...(branch === undefined ? {} : { branchId: branch }), say });
      say(timeline(instance));
      say(`\n${instance.title}\n${origin}/instances/${encodeURIComponent(instance.id)}`);
    });
}

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

function timeline({ timeline: entries }: InstanceDetail): string {
  const lines = [...entries].sort((a, b) => a.seq - b.seq).map(({ at, by, text }) => `${moment.format(new Date(at))}  ${by === undefined ? '' : `${by.name}  `}${text.zh}`);
  return ['', '办理过程 timeline', ...lines].join('\n');
}
