import type { FileRef, SubmissionView } from '../../../api/contract';
import { FileLink } from '../../components/files/file-link';
import { useSay, useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { SubmissionCard } from '../../components/submission/submission-card';
import { texts } from './texts';

/** What the process printed, everything that was handed in, newest first, and all files of it in one place. */
export function Submissions({ submissions, papers }: { readonly submissions: readonly SubmissionView[]; readonly papers: readonly FileRef[] }) {
  const say = useTexts(texts);
  const local = useSay();
  const newest = [...submissions].sort((a, b) => b.at.localeCompare(a.at));
  const files = newest.flatMap((submission) => submission.files.map((file) => ({ file, step: submission.name })));
  return (
    <>
      {papers.length === 0 ? null : (
        <Section title={say.papers} note={papers.length}>
          <ul className="plain-list">{papers.map((file) => <li key={file.id}><FileLink file={file} /></li>)}</ul>
        </Section>
      )}
      <Section title={say.submissions} note={newest.length === 0 ? undefined : newest.length}>
        {newest.length === 0 ? <p className="quiet">{say.noSubmissions}</p> : newest.map((submission) => <SubmissionCard key={submission.id} submission={submission} />)}
      </Section>
      {files.length === 0 ? null : (
        <Section title={say.files} note={files.length}>
          <ul className="plain-list files-list">{files.map(({ file, step }) => <li key={file.id}><FileLink file={file} /> <span className="quiet">{local(step)}</span></li>)}</ul>
        </Section>
      )}
    </>
  );
}
