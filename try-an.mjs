import { readFileSync, readdirSync } from 'node:fs';
import { analyse } from '@caseway/rule-sets';
const forms = readdirSync('form-schemas/library').filter(f=>f.endsWith('.json')).map(f=>JSON.parse(readFileSync('form-schemas/library/'+f,'utf8')));
for (const f of readdirSync('rule-sets/library').filter(f=>f.endsWith('.json'))) {
  if (process.argv[2] && !f.includes(process.argv[2])) continue;
  const rs = JSON.parse(readFileSync('rule-sets/library/'+f,'utf8'));
  const t=performance.now();
  const a = await analyse(rs, {forms});
  console.log('=====',f, Math.round(performance.now()-t)+'ms', a.findings.length, 'exact',a.exact, JSON.stringify(a.leftOut));
  for (const x of a.findings) console.log(x.severity, x.code, x.exact?'':'MAY', x.rules.join(' | '), x.about, JSON.stringify(x.params), process.argv[3]? JSON.stringify(x.witness?.facts):'');
}
