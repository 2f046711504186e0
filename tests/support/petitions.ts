import type { CaseOut } from '../../backend/src/contract/index.ts';
import type { Client, Reply } from './client.ts';

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

/** Documents that actions ask for, filled in. */
export const DOCUMENTS: Record<string, Record<string, unknown>> = {
  'return-visit-form': { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', promiseKept: 'fully-kept' },
  'written-opinion-form': { opinionFindings: '经核实，反映情况属实。', opinionMeasures: '由责任部门限期落实。' },
  'mediation-record-form': {
    mediatedOnDay: '2026-03-02',
    mediationPoints: '双方对责任划分有分歧。',
    mediationResult: 'settled-result',
    agreementTerms: '双方各让一步，当场签署协议。',
    agreementSigned: true,
  },
  'policy-research-form': {
    researchFindings: '同类情况较少，可先行试点。',
    similarCasesCount: 12,
    policyProposal: '建议先由村级公益资金解决。',
  },
  'policy-lookup-form': {
    lookupResult: 'policy-was-not-found',
    lookupNotes: '查阅现行文件并询问主管部门，没有对应规定。',
  },
  'extension-proposal-form': { extensionDays: 20 },
  'urgent-report-form': {
    reportedTo: ['centre-was-told', 'case-lead-was-told', 'competent-department-was-told', 'joint-office-was-told'],
    urgentMeasures: '已派人到场处置并通报主管部门。',
  },
  'aid-referral-form': {
    aidProcedure: 'temporary-assistance',
    aidAuthority: '云河区民政局',
    aidCheckedDay: '2026-03-02',
    aidPublishedDay: '2026-03-02',
    aidHandedDay: '2026-03-02',
  },
  'aid-decision-form': { aidDecision: 'aid-granted', aidDecisionDay: '2026-03-02', aidRemedyTold: true },
  'delivery-record-form': {
    deliveryWay: 'handed-over-in-person',
    deliveryResult: 'delivery-succeeded',
    deliveredDay: '2026-03-02',
    deliveryProof: '送达回证已签收',
  },
  'aid-delivery-form': { aidGiven: ['government-help'], aidAmount: '1200', aidArrived: true },
  'completion-report-form': {
    reportNumber: '青信报〔2026〕1号',
    reportSentTo: '云河区信访局',
    reportSentDay: '2026-03-02',
    reportSignedBy: '江宁',
    reportSummary: '已调查核实并书面答复诉求人。',
  },
};

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
    outstanding,
    ...(form && { data: DOCUMENTS[form] }),
    ...(tells && { delivery: DOCUMENTS[tells] }),
    ...over,
  };
  return client.post<CaseOut>(`/api/cases/${id}/actions/${action}`, body, { headers: { 'if-match': etag } });
}
