/** What bpmn-moddle gives: an element with its properties behind `get`. */
interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly $children?: readonly unknown[];
  readonly $body?: string;
  readonly $descriptor?: { readonly isGeneric?: boolean; readonly propertiesByName?: Readonly<Record<string, unknown>> };
  readonly get?: (name: string) => unknown;
}

const views = new WeakMap<object, BpmnNode>();

/** A read-only, typed view of one element of a parsed BPMN file. The same element always gives the same view. */
export class BpmnNode {
  /** BPMN name without prefix, for example `userTask`; zeebe types keep theirs: `zeebe:taskDefinition`. */
  readonly type: string;

  private constructor(private readonly element: ModdleElement) {
    const [prefix = '', local = ''] = element.$type.includes(':') ? element.$type.split(':') : ['bpmn', element.$type];
    const lower = local.charAt(0).toLowerCase() + local.slice(1);
    this.type = prefix === 'bpmn' ? lower : `${prefix}:${lower}`;
  }

  /** The view of a moddle element; undefined for anything else. */
  static of(value: unknown): BpmnNode | undefined {
    if (typeof value !== 'object' || value === null || typeof (value as ModdleElement).$type !== 'string') return undefined;
    const seen = views.get(value);
    if (seen) return seen;
    const view = new BpmnNode(value as ModdleElement);
    views.set(value, view);
    return view;
  }

  get id(): string | undefined {
    return this.text('id');
  }

  get name(): string | undefined {
    return this.text('name');
  }

  get parent(): BpmnNode | undefined {
    return BpmnNode.of(this.element.$parent);
  }

  /** A text attribute or property; undefined when it is absent or empty. */
  text(property: string): string | undefined {
    const value = this.value(property);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }

  /** A boolean attribute; `otherwise` when it is absent. */
  flag(property: string, otherwise: boolean): boolean {
    const value = this.value(property);
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    return otherwise;
  }

  /** A child element or a resolved reference. */
  child(property: string): BpmnNode | undefined {
    return BpmnNode.of(this.value(property));
  }

  children(property: string): readonly BpmnNode[] {
    const value = this.value(property);
    if (!Array.isArray(value)) return [];
    return value.flatMap((item) => BpmnNode.of(item) ?? []);
  }

  /** Everything inside `extensionElements`, of whatever namespace. */
  get extensions(): readonly BpmnNode[] {
    return this.child('extensionElements')?.children('values') ?? [];
  }

  /** The first extension element of a type, for example `zeebe:taskDefinition`. */
  extension(type: string): BpmnNode | undefined {
    return this.extensions.find((extension) => extension.type === type);
  }

  private value(property: string): unknown {
    const { element } = this;
    const own = element.$descriptor?.isGeneric ? (element as unknown as Record<string, unknown>)[property] : element.get?.(property);
    return own ?? element.$attrs?.[property];
  }
}
