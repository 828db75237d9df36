/** Whether Boai Flow runs a thing, and what an author should know of it. `none`: BPMN itself has no such thing. */
export type Support =
  | { readonly status: 'yes'; readonly note?: string }
  /** Drawn or written for readers: it changes nothing that runs. */
  | { readonly status: 'ignored'; readonly note: string }
  | { readonly status: 'no'; readonly reason: string }
  | { readonly status: 'none' };

type Of<Status extends Support['status']> = Extract<Support, { status: Status }>;

const yes = (note?: string): Of<'yes'> => (note === undefined ? { status: 'yes' } : { status: 'yes', note });
const no = (reason: string): Of<'no'> => ({ status: 'no', reason });
const ignored = (note: string): Of<'ignored'> => ({ status: 'ignored', note });
const none: Support = { status: 'none' };

/** Where an event can stand. */
export const POSITIONS = [
  'start',
  'start of an event sub-process, interrupting',
  'start of an event sub-process, non-interrupting',
  'intermediate catch',
  'intermediate throw',
  'boundary, interrupting',
  'boundary, non-interrupting',
  'end',
] as const;
export type Position = (typeof POSITIONS)[number];

export const EVENT_KINDS = ['none', 'timer', 'message', 'signal', 'error', 'escalation', 'compensation', 'link', 'terminate', 'conditional', 'cancel', 'multiple'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

type Row = readonly [Support, Support, Support, Support, Support, Support, Support, Support];

const CONDITIONAL = no('conditional events are not supported: catch a message or a signal instead');
const CANCEL = no('cancel events belong to transactions, which are not supported');
const MULTIPLE = no('an event with several definitions is not supported: draw one event for each');

/** Events by what they are about; the columns are `POSITIONS`. */
const EVENT_ROWS: Readonly<Record<EventKind, Row>> = {
  none: [yes('Its form (`zeebe:formDefinition formId`) is the start form of the process.'), none, none, none, yes('Passed at once.'), none, none, yes()],
  timer: [
    yes('Date or cycle. A process that starts by itself; the schedule is set at publish.'),
    yes('Date or duration.'),
    yes('Date, duration or cycle.'),
    yes('Date or duration. A cycle is accepted too, unlike in Camunda 8: the event is caught at its first firing.'),
    none,
    yes('Date or duration.'),
    yes('Date, duration or cycle.'),
    none,
  ],
  message: [
    yes('One instance at a time for each message name and correlation key.'),
    yes(),
    yes(),
    yes(),
    yes('With `zeebe:taskDefinition` a job. Without one, unlike in Camunda 8, the message is published under the correlation key of its `zeebe:subscription`, or without a key.'),
    yes(),
    yes(),
    yes('As the intermediate throw event.'),
  ],
  signal: [yes(), yes(), yes(), yes(), yes(), yes(), yes(), yes()],
  error: [
    none,
    yes('Without a code it catches every error.'),
    none,
    none,
    none,
    yes('Without a code it catches every error.'),
    none,
    yes(),
  ],
  escalation: [
    none,
    yes('Without a code it catches every escalation.'),
    yes('Without a code it catches every escalation.'),
    none,
    yes(),
    yes('On sub-processes and call activities. Without a code it catches every escalation.'),
    yes('On sub-processes and call activities. Without a code it catches every escalation.'),
    yes(),
  ],
  compensation: [
    none,
    no('a compensation event sub-process is not supported, as in Camunda 8: give each activity a compensation handler'),
    none,
    none,
    yes('`waitForCompletion="false"` is refused, as in Camunda 8.'),
    yes('Its handler is the activity at the other end of its association.'),
    none,
    yes(),
  ],
  link: [none, none, none, yes(), yes(), none, none, none],
  terminate: [none, none, none, none, none, none, none, yes('Ends the scope that it stands in.')],
  conditional: [CONDITIONAL, CONDITIONAL, CONDITIONAL, CONDITIONAL, none, CONDITIONAL, CONDITIONAL, none],
  cancel: [none, none, none, none, none, CANCEL, none, CANCEL],
  multiple: [MULTIPLE, MULTIPLE, MULTIPLE, MULTIPLE, MULTIPLE, MULTIPLE, MULTIPLE, MULTIPLE],
};

/** Whether an event of a kind is run at a position. */
export function eventSupport(kind: EventKind, position: Position): Support {
  return EVENT_ROWS[kind][POSITIONS.indexOf(position)] ?? none;
}

/** Every BPMN element that can stand in a process and is no event, by its name. */
export const ELEMENT_SUPPORT = {
  userTask: yes('`zeebe:userTask` and the older job-worker style are the same: a task in the inbox. Assignment, form, due and follow-up date, priority as in Camunda 8; reminders and separation of duties as [modelling.md](modelling.md) says.'),
  serviceTask: yes('`zeebe:taskDefinition type` names a job type that we ship; another one is a warning here and refused at publish.'),
  sendTask: yes('With `zeebe:taskDefinition` a job. Without one, unlike in Camunda 8, its message is published.'),
  receiveTask: yes('`instantiate="true"` is refused.'),
  scriptTask: yes('`zeebe:script` holds FEEL; with `zeebe:taskDefinition` it is a job. Scripts in other languages are refused.'),
  businessRuleTask: yes('As a job (`zeebe:taskDefinition`) only. `zeebe:calledDecision` (DMN) is refused.'),
  manualTask: yes('Passed at once.'),
  task: yes('Passed at once.'),
  callActivity: yes('`zeebe:calledElement processId`, fixed or FEEL. The called version is pinned at publish, whatever `bindingType` says.'),
  subProcess: yes(),
  eventSubProcess: yes(),
  exclusiveGateway: yes(),
  parallelGateway: yes(),
  inclusiveGateway: yes('Fork and join.'),
  eventBasedGateway: yes('Followed by message, timer and signal catch events and, unlike in Camunda 8, receive tasks. `instantiate="true"` and the parallel kind are refused.'),
  complexGateway: no('complex gateways are not supported: use inclusive or exclusive gateways'),
  transaction: no('transactions are not supported: use a sub-process with compensation handlers'),
  adHocSubProcess: no('ad-hoc sub-processes are not supported: draw the order of their activities'),
  implicitThrowEvent: no('implicit throw events are not supported: draw an intermediate throw event'),
  callChoreography: no('choreographies describe no process that an engine could run'),
  subChoreography: no('choreographies describe no process that an engine could run'),
  choreographyTask: no('choreographies describe no process that an engine could run'),
  dataObject: ignored('For readers only; data are variables.'),
  dataObjectReference: ignored('For readers only; data are variables.'),
  dataStoreReference: ignored('For readers only; data are variables.'),
} as const satisfies Record<string, Support>;

/** Marks on elements that change how they run, by our own names. */
export const MARKER_SUPPORT = {
  'sequence flow': yes('Its ends stand in one scope.'),
  'conditional flow': yes('Out of exclusive and inclusive gateways only, as in Camunda 8.'),
  'default flow': yes(),
  'multi-instance, parallel': yes('`zeebe:loopCharacteristics` with an input collection.'),
  'multi-instance, sequential': yes('`zeebe:loopCharacteristics` with an input collection.'),
  'completion condition': yes('Of a multi-instance activity.'),
  'loop cardinality': no('a multi-instance activity needs an inputCollection in zeebe:loopCharacteristics; a loop cardinality is not supported'),
  'multi-instance behaviour': no('a multi-instance activity that throws events by itself (behavior) is not supported'),
  'standard loop': no('standard loops are not supported: use a multi-instance activity, or a gateway and a flow back'),
  'compensation handler': yes('`isForCompensation="true"`, tied to a compensation boundary event by an association.'),
  'start or completion quantity': no('start and completion quantities other than 1 are not supported'),
  'participant multiplicity': ignored('For readers only.'),
  pool: yes('Each executable process of a collaboration is compiled; the others are for readers only. Its property `boai:role` is the role of what stands in no lane.'),
  lane: yes('Its name, or its property `boai:role`, is the role that a task without assignment goes to.'),
  'message flow': ignored('For readers only; messages are found by name and correlation key.'),
  'data association': ignored('For readers only; use input and output mappings.'),
  'resource role': ignored('Performers and potential owners are not heeded, and a warning says so: use `zeebe:assignmentDefinition`.'),
  'text annotation': ignored('For readers only.'),
  group: ignored('For readers only.'),
  association: yes('Between a compensation boundary event and its handler; otherwise for readers only.'),
} as const satisfies Record<string, Support>;

/** Extension elements of Camunda 8's modelers, by their names. */
export const EXTENSION_SUPPORT = {
  'zeebe:taskDefinition': yes('`type` and `retries`, fixed or FEEL.'),
  'zeebe:taskHeaders': yes('Passed to the job; on a user task they say nothing.'),
  'zeebe:ioMapping': yes(),
  'zeebe:properties': yes('Those that begin with `boai:` are ours; see [modelling.md](modelling.md).'),
  'zeebe:userTask': yes(),
  'zeebe:formDefinition': yes('`formId`; its version is pinned at publish. `formKey` and `externalReference` are accepted with a warning: such a task has no form here.'),
  'zeebe:userTaskForm': ignored('A Camunda form inside the model is not shown; a warning says so.'),
  'zeebe:assignmentDefinition': yes(),
  'zeebe:taskSchedule': yes(),
  'zeebe:priorityDefinition': yes(),
  'zeebe:script': yes(),
  'zeebe:subscription': yes(),
  'zeebe:loopCharacteristics': yes(),
  'zeebe:calledElement': yes(),
  'zeebe:versionTag': ignored('Versions are counted at publish.'),
  'zeebe:jobPriorityDefinition': ignored('Jobs run as they come.'),
  'zeebe:agentDefinition': ignored('A mark for tools.'),
  'zeebe:calledDecision': no('decision tables (DMN) are not supported: use a gateway, or a script task with FEEL'),
  'zeebe:executionListeners': no('execution listeners are not supported, and leaving them out would change what happens: draw a service task'),
  'zeebe:taskListeners': no('task listeners are not supported, and leaving them out would change what happens: draw a service task'),
  'zeebe:linkedResources': no('linked resources are not supported: the job would not get its resource'),
  'zeebe:adHoc': no('ad-hoc sub-processes are not supported: draw the order of their activities'),
  'zeebe:conditionalFilter': no('conditional events are not supported: catch a message or a signal instead'),
} as const satisfies Record<string, Support>;

/** Whether an element that is no event is run; undefined for one that no table knows. */
export function elementSupport(type: string): Support | undefined {
  return (ELEMENT_SUPPORT as Readonly<Record<string, Support>>)[type];
}

/** Whether an extension element is heeded; undefined for one that no table knows. */
export function extensionSupport(type: string): Support | undefined {
  return (EXTENSION_SUPPORT as Readonly<Record<string, Support>>)[type];
}
