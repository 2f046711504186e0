import { Card, Typography } from 'antd';
import { SignInForm } from '../common/SignInForm.tsx';
import { useSession } from '../common/session.tsx';
import { useWords } from '../i18n/i18n.ts';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';

export function SignInPage() {
  const { t } = useWords();
  const { signedIn } = useSession();
  return (
    <main className="sign-in">
      <div className="sign-in-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <Card className="sign-in-card">
        <div className="brand brand-large">
          <img src="/icon.svg" alt="" width={44} height={44} />
          <div>
            <Typography.Title level={1}>{t('app.name')}</Typography.Title>
            <Typography.Text type="secondary">{t('app.tagline')}</Typography.Text>
          </div>
        </div>
        <SignInForm onDone={(session) => void signedIn(session)} />
        <Typography.Paragraph type="secondary" className="hint">
          {t('signIn.hint')}
        </Typography.Paragraph>
      </Card>
    </main>
  );
}
