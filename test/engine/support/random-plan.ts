import fc from 'fast-check';
import type { Plan } from '../../../workflows/engine/plan';
import { after, boundary, build, call, caught, compensation, each, end, error, escalation, eventSub, every, exclusive, feel, firstOf, inclusive, manual, message, none, parallel, receive, script, service, signal, start, sub, terminate, thrown, user, type Drawing, type Node } from './build';

/** A piece of a process with one way in and one way out; how it is drawn is decided by `draw`. */
export type Block =
  | { readonly kind: 'step'; readonly what: (typeof STEPS)[number]; readonly loop: 'none' | 'parallel' | 'sequential' | 'enough'; readonly beside: readonly Beside[] }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'branches'; readonly gateway: 'exclusive' | 'parallel' | 'inclusive'; readonly blocks: readonly Block[] }
  | { readonly kind: 'race'; readonly blocks: readonly Block[] }
  | { readonly kind: 'again'; readonly block: Block }
  | { readonly kind: 'sub'; readonly block: Block; readonly loop: 'none' | 'parallel' | 'sequential'; readonly ending: 'none' | 'error' | 'escalation' | 'terminate'; readonly beside: readonly Beside[]; readonly handlers: readonly Handler[] };

type Beside = { readonly event: 'timer' | 'cycle' | 'message' | 'signal' | 'error'; readonly interrupting: boolean };
type Handler = { readonly event: 'timer' | 'message' | 'signal' | 'error' | 'escalation'; readonly interrupting: boolean };

const STEPS = ['user', 'service', 'script', 'manual', 'receive', 'timer', 'message', 'signal', 'call', 'undoable', 'compensate', 'escalate'] as const;

const beside: fc.Arbitrary<readonly Beside[]> = fc.array(fc.record({ event: fc.constantFrom('timer', 'cycle', 'message', 'signal', 'error'), interrupting: fc.boolean() }), { maxLength: 2 });
const handlers: fc.Arbitrary<readonly Handler[]> = fc.array(fc.record({ event: fc.constantFrom('timer', 'message', 'signal', 'error', 'escalation'), interrupting: fc.boolean() }), { maxLength: 2 });

const { block } = fc.letrec<{ block: Block; step: Block; sequence: Block; branches: Block; race: Block; again: Block; sub: Block }>((tie) => ({
  block: fc.oneof({ maxDepth: 4, depthIdentifier: 'block' }, tie('step'), tie('sequence'), tie('branches'), tie('sub'), tie('race'), tie('again')),
  step: fc.record({ kind: fc.constant('step' as const), what: fc.constantFrom(...STEPS), loop: fc.constantFrom('none', 'none', 'none', 'parallel', 'sequential', 'enough'), beside }),
  sequence: fc.record({ kind: fc.constant('sequence' as const), blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
  branches: fc.record({ kind: fc.constant('branches' as const), gateway: fc.constantFrom('exclusive', 'parallel', 'inclusive'), blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
  race: fc.record({ kind: fc.constant('race' as const), blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }) }),
  again: fc.record({ kind: fc.constant('again' as const), block: tie('block') }),
  sub: fc.record({ kind: fc.constant('sub' as const), block: tie('block'), loop: fc.constantFrom('none', 'none', 'parallel', 'sequential'), ending: fc.constantFrom('none', 'none', 'error', 'escalation', 'terminate'), beside, handlers }),
}));

/** Any block-structured process: every split has its join, so that it can always be brought to its end. */
export const anyPlan: fc.Arbitrary<Plan> = fc.record({ block, handlers }).map(({ block: drawn, handlers: rescue }) => {
  const pen = new Pen();
  return build(pen.scope(drawn, 'none', rescue));
});

/** A deadline that moves when `changed` does, with reminders before and after. */
const due = {
  due: feel('if changed = null then now() + duration("PT6H") else now() + duration("PT9H")'),
  reminders: [{ offset: { amount: -7, unit: 'h' }, to: 'candidates', escalation: false }, { offset: { amount: -1, unit: 'h' }, to: 'candidates', escalation: false }, { offset: { amount: 1, unit: 'wd' }, to: 'admin', escalation: true }],
};

/** Draws blocks, numbering what it draws. */
class Pen {
  #count = 0;

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  scope(block: Block, ending: 'none' | 'error' | 'escalation' | 'terminate', rescue: readonly Handler[]): Drawing {
    const nodes: Node[] = [];
    const flows: string[] = [];
    const first = this.#id('start');
    nodes.push(start(first));
    const last = this.#draw(block, first, nodes, flows);
    const thrownAtEnd = { none, error: error('E'), escalation: escalation('X'), terminate }[ending];
    const finish = this.#id('end');
    nodes.push(end(finish, thrownAtEnd));
    flows.push(`${last} > ${finish}`);
    for (const one of rescue) nodes.push(this.#handler(one));
    return { nodes, flows };
  }

  #handler({ event, interrupting }: Handler): Node {
    const events = { timer: after('PT5H'), message: { ...message('help'), action: { form: 'f' } }, signal: signal('alarm'), error: error(), escalation: escalation() };
    const [first, step, last] = [this.#id('start'), this.#id('user'), this.#id('end')];
    // BPMN lets errors interrupt only.
    const isInterrupting = interrupting || event === 'error';
    return eventSub(this.#id('handler'), { nodes: [start(first, events[event], { interrupting: isInterrupting }), user(step, due), end(last)], flows: [`${first} > ${step}`, `${step} > ${last}`] });
  }

  /** Draws the block behind `from` and answers the node where it ends. */
  #draw(block: Block, from: string, nodes: Node[], flows: string[]): string {
    switch (block.kind) {
      case 'step':
        return this.#step(block, from, nodes, flows);
      case 'sequence':
        return block.blocks.reduce((last, one) => this.#draw(one, last, nodes, flows), from);
      case 'branches':
        return this.#branches(block, from, nodes, flows);
      case 'race':
        return this.#race(block.blocks, from, nodes, flows);
      case 'again':
        return this.#again(block.block, from, nodes, flows);
      case 'sub': {
        const id = this.#id('sub');
        const drawing = this.scope(block.block, block.ending, block.handlers);
        nodes.push(sub(id, drawing, block.loop === 'none' ? {} : each('[1,2]', { sequential: block.loop === 'sequential' })));
        flows.push(`${from} > ${id}`);
        // An error nobody catches would be an incident for ever.
        const mustCatch = block.ending === 'error' ? [{ event: 'error', interrupting: true } as const] : [];
        return this.#around(id, [...block.beside, ...mustCatch], nodes, flows);
      }
    }
  }

  #step({ what, loop, beside: events }: Extract<Block, { kind: 'step' }>, from: string, nodes: Node[], flows: string[]): string {
    const id = this.#id(what);
    flows.push(`${from} > ${id}`);
    const repeated = loop === 'none' ? {} : each('[1,2,3]', { sequential: loop === 'sequential', outputCollection: `all${id}`, outputElement: 'item', ...(loop === 'enough' ? { completionCondition: 'numberOfCompletedInstances >= 2' } : {}) });
    const undo = `undo-${id}`;
    const made: Record<(typeof STEPS)[number], Node> = {
      user: user(id, { ...repeated, ...due }),
      service: service(id, repeated),
      script: script(id, '1 + 1', 'two', repeated),
      manual: manual(id, repeated),
      receive: receive(id, message(`mail-${id}`), repeated),
      call: call(id, 'other', loop === 'parallel' || loop === 'enough' ? { ...repeated, campaign: true } : repeated),
      undoable: manual(id, { ...repeated, compensatedBy: undo }),
      timer: caught(id, after('PT1H')),
      message: caught(id, message('mail')),
      signal: caught(id, signal('alarm')),
      compensate: thrown(id, compensation()),
      escalate: thrown(id, escalation('X')),
    };
    nodes.push(made[what]);
    if (what === 'undoable') nodes.push(user(undo, { isForCompensation: true }));
    return 'boundary' in made[what] || ['user', 'service', 'receive', 'call'].includes(what) ? this.#around(id, events, nodes, flows) : id;
  }

  /** Interrupting events meet the activity's own way again; others end beside it. */
  #around(id: string, events: readonly Beside[], nodes: Node[], flows: string[]): string {
    if (events.length === 0) return id;
    const merge = this.#id('merge');
    const definitions = { timer: after('PT3H'), cycle: every('R2/PT2H'), message: message('beside'), signal: signal('alarm'), error: error() };
    for (const { event, interrupting } of events) {
      const at = this.#id('boundary');
      const isInterrupting = interrupting || event === 'error';
      const step = this.#id('user');
      nodes.push(boundary(at, id, definitions[event], { interrupting: isInterrupting }), user(step));
      flows.push(`${at} > ${step}`);
      if (isInterrupting) flows.push(`${step} > ${merge}`);
    }
    nodes.push(exclusive(merge));
    flows.push(`${id} > ${merge}`);
    return merge;
  }

  #branches({ gateway, blocks }: Extract<Block, { kind: 'branches' }>, from: string, nodes: Node[], flows: string[]): string {
    const [split, join] = [this.#id('split'), this.#id('join')];
    const make = { exclusive, parallel, inclusive }[gateway];
    flows.push(`${from} > ${split}`);
    const lasts = blocks.map((one, index) => {
      const entry = this.#id('manual');
      nodes.push(manual(entry));
      flows.push(gateway === 'parallel' || index === 0 ? `${split} > ${entry}` : `${split} > ${entry} : flag${index} = true`);
      return this.#draw(one, entry, nodes, flows);
    });
    const first = flows.find((flow) => flow.startsWith(`${split} > `))?.replace(' > ', '>');
    nodes.push(make(split, gateway === 'parallel' ? {} : { default: first }), make(join));
    for (const last of lasts) flows.push(`${last} > ${join}`);
    return join;
  }

  #race(blocks: readonly Block[], from: string, nodes: Node[], flows: string[]): string {
    const [which, merge] = [this.#id('race'), this.#id('merge')];
    nodes.push(firstOf(which), exclusive(merge));
    flows.push(`${from} > ${which}`);
    for (const [index, one] of blocks.entries()) {
      const id = this.#id('first');
      nodes.push(caught(id, [after('PT4H'), message('race'), signal('alarm')][index] ?? after('PT1H')));
      flows.push(`${which} > ${id}`);
      flows.push(`${this.#draw(one, id, nodes, flows)} > ${merge}`);
    }
    return merge;
  }

  #again(block: Block, from: string, nodes: Node[], flows: string[]): string {
    const [merge, ask, choice, out] = [this.#id('merge'), this.#id('user'), this.#id('choice'), this.#id('manual')];
    nodes.push(exclusive(merge), user(ask), exclusive(choice, { default: `${choice}>${out}` }), manual(out));
    flows.push(`${from} > ${merge}`);
    const last = this.#draw(block, merge, nodes, flows);
    flows.push(`${last} > ${ask}`, `${ask} > ${choice}`, `${choice} > ${merge} : again = true`, `${choice} > ${out}`);
    return out;
  }
}
