import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { ActionView } from '../../../api/contract';
import { useSay } from '../language/language';

const ActionDialog = lazy(() => import('./action-dialog').then(({ ActionDialog: component }) => ({ default: component })));

interface Props {
  readonly instanceId: string;
  readonly actions: readonly ActionView[];
}

/** What this person may do with a case at any moment, besides its tasks: a button each, with its form behind it. */
export function ActionButtons({ instanceId, actions }: Props) {
  const local = useSay();
  const [taken, setTaken] = useState<ActionView>();
  return (
    <>
      {actions.filter(({ may }) => may).map((action) => <Button key={action.subscriptionId} onClick={() => setTaken(action)}>{local(action.name)}</Button>)}
      {taken === undefined ? null : <Suspense fallback={null}><ActionDialog instanceId={instanceId} action={taken} onClose={() => setTaken(undefined)} /></Suspense>}
    </>
  );
}
