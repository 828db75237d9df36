/** What became of an attempt that failed. Texts are kept and shown: they name no address, no key and no person. */

/** The other side can't be reached, or takes nothing at present: its whole channel waits. */
export class ChannelAway extends Error {
  override readonly name = 'ChannelAway';
}

/** Trying again can't help. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
