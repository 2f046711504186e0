import { addDays } from '@caseway/rule-sets';
import type { CaseOut } from '../../backend/src/contract/index.ts';
import type { Client, Reply } from './client.ts';
import { DOCUMENTS } from './step-forms.ts';

export { DOCUMENTS };

/** A petition as a clerk fills it in: single, in person, wages; `over` says what is different. Everybody is invented. */
export function petition(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    petitionMode: 'single-person',
    arrivalChannel: 'in-person',
    visitorFullName: '王某某',
    visitorIdNumber: '110101199003070011',
    visitorMobile: '13900000001',
    visitorAddress: '示例路1号',
    matterSummary: '某装修队拖欠三个月工资',
    matterField: 'labour-and-wages',
    matterFacts: '务工期间工资未按约定发放，有考勤记录。',
    wantedSolution: '支付工资',
    matterVillage: 'qingshi-dongpo',
    dayReceived: '2026-03-02',
    demandJustified: 'justified-demand',
    policyFound: 'policy-clear',
    policyDocument: '《保障农民工工资支付条例》',
    policyArticle: '第三条、第十三条',
    lawfulChannel: 'no-other-channel',
    powerNeeded: 'village-can-decide',
    ...over,
  };
}

/** The same without a policy, which then has no document either. */
export function petitionWithoutPolicy(over: Record<string, unknown> = {}): Record<string, unknown> {
  const { policyDocument: _, policyArticle: __, ...rest } = petition();
  return { ...rest, policyFound: 'policy-none', ...over };
}

export const WORDS = {
  reasons: '经实地核实，情况属实，已与诉求人当面沟通。',
  legalBasis: '《信访工作条例》第二十六条、第四十七条',
  policyBasis: '《保障农民工工资支付条例》第三条、第十三条',
};

/** Reads a case and its ETag. */
export async function readCase(client: Client, id: string): Promise<{ etag: string; page: CaseOut }> {
  const reply = await client.get<CaseOut>(`/api/cases/${id}`);
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return { etag: reply.headers.get('etag') ?? '', page: reply.body };
}

/** What an action tells is delivered on the spot: on the office's day, as the page counts it, never before the letter. */
function onTheSpot(form: string, { deadlines }: CaseOut): Record<string, unknown> | undefined {
  const days = deadlines.flatMap(({ dueOn, remainingDays }) =>
    dueOn === null || remainingDays === null ? [] : [addDays(dueOn, -remainingDays)],
  );
  const known = DOCUMENTS[form];
  return known && 'deliveredDay' in known && days[0] !== undefined ? { ...known, deliveredDay: days[0] } : known;
}

/** Does an action with everything that it asks for; `over` changes the request. */
export async function act(
  client: Client,
  id: string,
  action: string,
  over: Record<string, unknown> = {},
): Promise<Reply<CaseOut>> {
  const { etag, page } = await readCase(client, id);
  const offered = page.actions.find(({ key }) => key === action);
  const { form, tells } = offered ?? {};
  // Where departments were asked: their answers are another test's business.
  const outstanding = '协办部门已电话答复，书面答复后补。';
  const body = {
    ...WORDS,
    ...((offered?.waitsFor.length ?? 0) > 0 && { outstanding }),
    ...(form && { data: DOCUMENTS[form] }),
    ...(tells && { delivery: onTheSpot(tells, page) }),
    ...over,
  };
  return client.post<CaseOut>(`/api/cases/${id}/actions/${action}`, body, { headers: { 'if-match': etag } });
}
