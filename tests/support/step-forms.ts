/** The forms that go with actions and deliveries, filled in as an office would. Everybody is invented. */
export const DOCUMENTS: Record<string, Record<string, unknown>> = {
  'return-visit-form': { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', promiseKept: 'fully-kept' },
  'unresolved-visit-form': { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', howItStands: 'took-legal-way' },
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
    aidPublication: 'was-published',
    aidPublishedDay: '2026-03-02',
    aidPublishedUntil: '2026-03-02',
    aidPublishedPlace: '东坡村公示栏',
    aidHandedDay: '2026-03-02',
  },
  'aid-decision-form': { aidDecision: 'aid-granted', aidDecisionDay: '2026-03-02' },
  'delivery-record-form': {
    deliveryWay: 'handed-over-in-person',
    deliveryResult: 'delivery-succeeded',
    deliveredDay: '2026-03-02',
    deliveryProof: '送达回证已签收',
  },
  'outside-dispatch-form': {
    outsideAuthority: '示例市信访局',
    dispatchDay: '2026-03-02',
    dispatchNumber: '云信转〔2026〕3号',
  },
  'review-order-form': {
    opinionFindings: '经核实，原意见认定事实不清。',
    opinionMeasures: '撤销原意见，责令重新处理。',
    handleAnewBy: '2099-12-31',
  },
  'outside-answer-form': { answerNumber: '示信复〔2026〕8号', answerDay: '2026-03-02', answerResult: 'outside-upheld' },
  'aid-delivery-form': {
    aidGiven: ['government-help'],
    aidAmount: '1200',
    aidArrived: true,
    aidArrivedDay: '2026-03-02',
  },
  'partial-performance-form': { keptPart: '界桩已按协议恢复', restOfIt: 'settled-otherwise' },
  'completion-report-form': {
    reportNumber: '青信报〔2026〕1号',
    reportSentTo: '云河区信访局',
    reportSentDay: '2026-03-02',
    reportSignedBy: '江宁',
    reportSummary: '已调查核实并书面答复诉求人。',
  },
};
