import type { ScopeOut } from '@caseway/backend/contract';
import { Alert, Form, Input } from 'antd';
import { call } from '../api/client.ts';
import { byNameOrKey } from '../common/by-name-or-key.ts';
import { Dialog } from '../common/Dialog.tsx';
import { Select } from '../common/Select.tsx';
import { useScopes } from '../common/session.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';

interface PlaceDraft {
  parentId: string;
  key: string;
  zh: string;
  en: string;
}

/** Changes a place as it was last seen. */
export async function changePlace(place: ScopeOut, body: object): Promise<void> {
  await call('PATCH', `/townships/${place.id}`, { body, ifMatch: `"${place.version}"` });
}

/** Adds a place, or renames one. */
export function PlaceDialog({ place, onClose }: { place?: ScopeOut; onClose: (changed: boolean) => void }) {
  const { t, say } = useWords();
  const { scopes, byId } = useScopes();
  const [form] = Form.useForm<PlaceDraft>();
  const refusal = useRefusal(Form.useWatch([], form));
  const needed = (label: string) => [
    { required: true, whitespace: true, message: t('field.required', { field: label }) },
  ];
  const submit = async () => {
    const { parentId, key, zh, en } = await form.validateFields();
    const title = { 'zh-CN': zh.trim(), en: en.trim() };
    try {
      if (place) await changePlace(place, { title });
      else {
        const kind = byId.get(parentId)?.kind === 'district' ? 'township' : 'village';
        await call('POST', '/townships', { body: { parentId, kind, key, title } });
      }
      onClose(true);
    } catch (error) {
      refusal.refuse(error);
    }
  };
  const parents = scopes.filter(({ kind, closed }) => kind !== 'village' && !closed);
  return (
    <Dialog
      open
      title={place ? t('places.renameOf', { name: say(place.title) }) : t('admin.addScope')}
      okText={t(place ? 'common.save' : 'common.add')}
      cancelText={t('common.cancel')}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      <Form<PlaceDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={place ? { zh: place.title['zh-CN'], en: place.title.en } : {}}
      >
        {!place && (
          <Form.Item name="parentId" label={t('admin.within')} rules={needed(t('admin.within'))}>
            <Select
              options={parents.map(({ id, title }) => ({ value: id, label: say(title) }))}
              showSearch={{ filterOption: byNameOrKey }}
            />
          </Form.Item>
        )}
        <Form.Item name="zh" label={t('admin.nameZh')} rules={needed(t('admin.nameZh'))}>
          <Input />
        </Form.Item>
        <Form.Item name="en" label={t('admin.nameEn')} rules={needed(t('admin.nameEn'))}>
          <Input />
        </Form.Item>
        {!place && (
          <Form.Item
            name="key"
            label={t('admin.key')}
            extra={t('admin.scopeKeyHelp')}
            rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,49}$/, message: t('admin.scopeKeyHelp') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}
