import { findOpen } from './find-open.ts';
import type { AnalysisFinding } from './findings.ts';
import { text, told } from './testing/builders.ts';

describe('findOpen', () => {
  const reason = text('why');
  const found = (code: AnalysisFinding['code'], rules: string[], about = ''): AnalysisFinding => ({
    code,
    severity: 'info',
    rules,
    about,
    pointer: '',
    params: {},
    exact: true,
  });

  test('leaves out what is accepted for the same rules, in whatever order, and about the same thing', () => {
    const findings = [
      found('overlap', ['a', 'b']),
      found('overlap', ['a', 'c']),
      found('gap', []),
      found('dead-value', ['a'], 'f=x'),
    ];
    const accepted = [
      { code: 'overlap', rules: ['b', 'a'], reason },
      { code: 'gap', rules: ['a'], reason },
      { code: 'dead-value', rules: ['a'], about: 'f=x,y', reason },
    ];
    expect(told(findOpen({ accepted }, findings))).toEqual(['dead-value a', 'gap', 'overlap a c']);
    expect(told(findOpen({ accepted: [{ code: 'dead-value', rules: ['a'], reason }] }, findings))).not.toContain(
      'dead-value a',
    );
    expect(findOpen({}, findings)).toEqual(findings);
  });
});
