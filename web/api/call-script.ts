import { districtName } from '../../activities/store/district-name';
import type { LocalText } from '../../workflows/engine/plan';
import type { Services } from './services';

const DISTRICT = '{{district}}';

/** What to say in a call, with the organisation's own name where the text has `{{district}}`. */
export async function callScript({ store }: Services, { zh, en }: LocalText): Promise<LocalText> {
  const name = `${zh}${en ?? ''}`.includes(DISTRICT) ? await districtName(store) : '';
  return { zh: zh.replaceAll(DISTRICT, name), ...(en === undefined ? {} : { en: en.replaceAll(DISTRICT, name) }) };
}
