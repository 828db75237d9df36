import { notFound } from '../refusal';
import { Routes, signedIn } from '../routes';
import type { Services } from '../services';

/** Form versions by content hash: they never change. */
export function formRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/forms/:hash', signedIn, async ({ forms, viewer, response, ...call }) => {
      const view = await forms.view(hashOf(call.param('hash')), viewer.person.locale);
      response.setHeader('cache-control', 'private, no-cache');
      return view;
    })

    .get('/forms/:hash/validator.js', signedIn, async ({ forms, response, ...call }) => {
      const source = await forms.validator(hashOf(call.param('hash')));
      response.setHeader('cache-control', 'private, max-age=31536000, immutable');
      response.type('text/javascript').send(source);
    });
}

function hashOf(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw notFound({ zh: '表单', en: 'The form' });
  return text;
}
