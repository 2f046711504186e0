/** How Chinese names begin: of one character, without those that begin more words than names. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范廖石金韦贾夏付傅邹熊孟秦邱侯江尹薛闫阎段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施洪柳荀岳梅庄辛管祝左涂颜齐樊兰殷翟倪葛申季鲍纪牟路冉';
const DOUBLE = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '令狐',
  '端木',
  '夏侯',
  '长孙',
];

const letters = (from: number): string => `\\p{Script=Han}{1,${from}}`;
const FIRST = `(?:${DOUBLE.join('|')})${letters(2)}|[${SINGLE}]${letters(2)}`;
const [AT_START, AT_END] = [new RegExp(`^(?:${FIRST})`, 'u'), new RegExp(`(?:${FIRST})$`, 'u')];
const HAN = /^\p{Script=Han}{4,}$/u;

/** A name and one character less: 冯文索 is 冯文 where he asks （索要） for something. */
function shorter(name: string): string[] {
  const least = DOUBLE.some((surname) => name.startsWith(surname)) ? 3 : 2;
  const all = [...name];
  return all.length > least ? [name, all.slice(0, -1).join('')] : [name];
}

/**
 * What may be a Chinese name at the start or the end of a longer text: after an office （会计李四）, or before what somebody did
 * （冯文索要好处费）. Takes too much for a name rather than too little.
 */
export function namesAround(text: string): string[] {
  if (!HAN.test(text)) return [];
  const [start] = AT_START.exec(text) ?? [];
  const ends = [2, 3, 4].map((length) => [...text].slice(-length).join('')).filter((end) => wholly(AT_END, end));
  return [...(start === undefined ? [] : shorter(start)), ...ends];
}

const wholly = (pattern: RegExp, text: string): boolean => pattern.exec(text)?.[0] === text;
