import { useEffect } from 'react';
import { useAdoptSession } from '../../components/api/session';
import { useTexts } from '../../components/language/language';
import { PasswordForm } from './password-form';
import { texts } from './texts';

/** The first sign-in: the initial password, which somebody else knows, is replaced. */
export function FirstPasswordPage() {
  const say = useTexts(texts);
  const adopt = useAdoptSession();
  useEffect(() => {
    document.title = `${say.first} · ${say.product}`;
  }, [say]);
  return (
    <main className="sign-in-main">
      <div className="sheet sign-in-form">
        <h1>{say.first}</h1>
        <p className="quiet">{say.firstNote}</p>
        <PasswordForm submitLabel={say.save} onChanged={adopt} />
      </div>
    </main>
  );
}
