import type { Value } from '../../feel/types';
import type { ScopeState, State, Token } from './state';

/** A campaign is the body of a multi-instance call activity that may gain and lose instances while it runs. */
export interface Campaign {
  readonly body: Token;
  readonly scope: ScopeState & { readonly loop: NonNullable<ScopeState['loop']> & { readonly branches: Readonly<Record<string, string>> } };
}

type Parts = Pick<State, 'scopes' | 'tokens'>;

/** The campaign that the call activity runs now; the oldest one, should it run several times at once. */
export function campaignOf(state: Parts, elementId: string): Campaign | undefined {
  for (const scope of Object.values(state.scopes)) {
    const campaign = scope.elementId === elementId ? asCampaign(state, scope) : undefined;
    if (campaign) return campaign;
  }
  return undefined;
}

/** The campaign's own token for a child that has not ended well; undefined for one that is over or belongs to no campaign. */
export function instanceOfChild(state: Parts & Pick<State, 'children'>, childId: string): Token | undefined {
  const token = state.tokens[state.children[childId]?.tokenId ?? ''] ?? Object.values(state.tokens).find((one) => one.childId === childId);
  const scope = token && state.scopes[token.scopeId];
  return token?.loop !== undefined && scope && asCampaign(state, scope) ? token : undefined;
}

/** The items whose branch is not in the campaign; each branch once. */
export function newItems(campaign: Campaign, items: readonly Value[]): readonly Value[] {
  const known = new Set(Object.values(campaign.scope.loop.branches));
  return items.filter((item) => {
    const branch = branchOfItem(item);
    if (branch === '' || known.has(branch)) return false;
    known.add(branch);
    return true;
  });
}

/** The branch that an item is about: the item itself, or its `branchId`; empty when it names none. */
export function branchOfItem(item: Value): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return '';
  const { branchId } = item as { readonly branchId?: Value };
  return typeof branchId === 'string' ? branchId : '';
}

function asCampaign(state: Parts, scope: ScopeState): Campaign | undefined {
  const body = state.tokens[scope.ownerToken ?? ''];
  return scope.loop?.branches && body ? { body, scope: scope as Campaign['scope'] } : undefined;
}
