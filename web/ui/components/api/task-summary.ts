import { useQuery } from '@tanstack/react-query';
import type { TaskSummary } from '../../../api/contract';
import { request } from './request';

/** How much there is to do, and how many notifications are unread. */
export function useTaskSummary() {
  return useQuery({ queryKey: ['tasks', 'summary'], queryFn: () => request<TaskSummary>('/api/tasks/summary') });
}
