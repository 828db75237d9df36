import type { Compilation } from '../compilation';

/** Who is kept from completing a task was somebody who completed a user task. */
export function checkSeparation({ elements, nodes, problems }: Compilation): void {
  for (const element of Object.values(elements)) {
    if (element.kind !== 'userTask') continue;
    for (const other of element.notActorOf) {
      if (nodes.get(other)?.type !== 'userTask') problems.invalid(nodes.get(element.id), `boai:notActorOf: "${other}" is no user task of this process`);
      else if (other === element.id) problems.invalid(nodes.get(element.id), 'boai:notActorOf names the task itself');
    }
  }
}
