import { NO_SENDER, type SmsGateway } from '../../config/sms-gateway';
import type { Store } from '../store/connect-store';
import { districtName } from '../store/district-name';

/** A message begins with who sends it, 【…】: as configured, else the district's name. */
export async function signed(store: Pick<Store, 'branches'>, { sender }: Pick<SmsGateway, 'sender'>, text: string): Promise<string> {
  return sender === NO_SENDER ? text : `【${sender ?? (await districtName(store))}】${text}`;
}
