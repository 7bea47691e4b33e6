import { DEFAULT_READING, type ReadingOptions } from '../../../src/shape/compare/options.js';
import { readabilityOf, type Verdict } from '../../../src/shape/compare/readability.js';

/** A row of the table of what is readable: an old shape, a new one, and the verdict. */
export interface Row {
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  readonly with: string;
}

const row =
  (verdict: Verdict) =>
  (left: string, right: string, options = '') => ({ left, right, verdict, with: options });
const yes = row('readable');
const no = row('cold');

/** `structured exact strict` as options. */
export function optionsOf(words: string): ReadingOptions {
  return {
    ...DEFAULT_READING,
    serializer: words.includes('structured') ? 'structured' : 'json',
    values: words.includes('exact') ? 'exact' : 'open',
    readers: words.includes('strict') ? 'strict' : 'tolerant',
  };
}

/** The verdict on a row, by whichever implementation is given. */
export function describeVerdict(
  { left, right, with: words }: Row,
  decide = readabilityOf,
): Verdict | undefined {
  return decide(right, [left], optionsOf(words))[0];
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: texts of templates
export const rows: readonly Row[] = [
  // The same, unknown, any, never.
  yes('{a:string}', '{a:string}'),
  yes('{a:Promise<string>}', '{a:unknown}'),
  yes('{a:any}', '{a:unknown}'),
  yes('{a:unknown}', '{a:any}'),
  no('{a:unknown}', '{a:string}'),
  no('{a:any}', '{a:string}'),
  yes('never', 'string'),
  yes('{a:never[]}', '{a:string[]}'),
  // Scalars.
  yes('{a:"x"}', '{a:string}'),
  yes('{a:"x"}', '{a:"x"|"y"}'),
  no('{a:"x"|"y"}', '{a:"x"}'),
  no('{a:string}', '{a:"x"}'),
  yes('{a:1}', '{a:number}'),
  no('{a:1}', '{a:string}'),
  no('{a:number}', '{a:string}'),
  yes('{a:true}', '{a:boolean}'),
  no('{a:boolean}', '{a:true}'),
  no('{a:Infinity}', '{a:number}'),
  yes('{a:Infinity}', '{a:number}', 'structured'),
  no('{a:NaN}', '{a:number}'),
  yes('{a:NaN}', '{a:number}', 'structured'),
  yes('{a:1n}', '{a:bigint}'),
  no('{a:bigint}', '{a:number}'),
  yes('{a:string}', '{a:string|null}'),
  no('{a:string|null}', '{a:string}'),
  no('{a:null}', '{a:undefined}'),
  // Undefined, functions and symbols in properties.
  yes('{a:string|undefined}', '{a?:string}'),
  no('{a:string|undefined}', '{a:string}'),
  no('{a:string|undefined}', '{a:string|null}'),
  yes('{a?:string}', '{a:string|undefined}'),
  no('{a:string|undefined}', '{a?:string}', 'structured'),
  no('{a?:string}', '{a:string|undefined}', 'structured'),
  yes('{a:string|function}', '{a:string|undefined}'),
  yes('{a:string|symbol}', '{a:string|symbol|null}'),
  no('{a:string|symbol}', '{a:string}'),
  yes('{a:undefined}', '{a:unknown}'),
  // In arrays and tuples.
  yes('(string|undefined)[]', '(string|null)[]'),
  no('(string|undefined)[]', 'string[]'),
  no('(string|undefined)[]', '(string|null)[]', 'structured'),
  yes('[string|undefined]', '[string?]'),
  yes('(string|function)[]', '(string|null)[]'),
  yes('(string|symbol)[]', '(string|undefined)[]'),
  no('(string|null)[]', '(string|undefined)[]'),
  // Templates and mappings.
  yes('{a:"id-x"}', '{a:`id-${string}`}'),
  no('{a:"x"}', '{a:`id-${string}`}'),
  yes('{a:"v10"}', '{a:`v${number}`}'),
  no('{a:"v010"}', '{a:`v${number}`}'),
  no('{a:"v1e3"}', '{a:`v${number}`}'),
  yes('{a:"a.b.c"}', '{a:`${string}.${string}`}'),
  yes('{a:`id-${number}`}', '{a:`id-${string}`}'),
  no('{a:`id-${string}`}', '{a:`id-${number}`}'),
  yes('{a:`a-${string}-b-${string}`}', '{a:`a-${string}`}'),
  no('{a:`a${string}`}', '{a:`a-${string}`}'),
  no('{a:`${string}ab`}', '{a:`${string}ab${string}b`}'),
  yes('{a:`id-${string}`}', '{a:string}'),
  no('{a:string}', '{a:`id-${string}`}'),
  yes('{a:"ABC"}', '{a:Uppercase<string>}'),
  no('{a:"Abc"}', '{a:Uppercase<string>}'),
  yes('{a:"Abc"}', '{a:Capitalize<string>}'),
  yes('{a:Uppercase<string>}', '{a:string}'),
  // Arrays and tuples.
  yes('"x"[]', 'string[]'),
  no('string[]', '"x"[]'),
  yes('[string,number]', '(string|number)[]'),
  no('[string,number?]', '(string|number)[]'),
  yes('[string,number?]', '(string|number|null)[]'),
  yes('[string,number?]', '(string|number|undefined)[]', 'structured'),
  no('[string,number?]', '(string|number|null)[]', 'structured'),
  yes('string[]', '[string?,...string[]]'),
  no('string[]', '[string,...string[]]'),
  no('string[]', '[string?]'),
  yes('[string]', '[string,number?]'),
  no('[string]', '[string,number]'),
  no('[string,number]', '[string]'),
  no('[string?]', '[string]'),
  yes('[string,...number[]]', '[string,number?,...number[]]'),
  no('[string,...number[]]', '[string,string?,...number[]]'),
  no('[string,...number[]]', '[string,number?]'),
  yes('[...1[],string]', '[...number[],string]'),
  no('[...1[],string]', '[...(string|number)[]]'),
  no('[...string]', '[...number]'),
  // Leaves.
  yes('Set<"x">', 'Set<string>'),
  no('Set<string>', 'Set<"x">'),
  yes('Map<string,1>', 'Map<string,number>'),
  no('Promise<"x">', 'Promise<string>'),
  yes('{a:Date}', '{a:string}'),
  yes('{a:URL}', '{a:string}'),
  no('{a:RegExp}', '{a:string}'),
  no('{a:Date}', '{a:string}', 'structured'),
  no('{a:string}', '{a:Date}'),
  // `object`.
  yes('{a:string[]}', '{a:object}'),
  yes('{a:{b:1}}', '{a:object}'),
  yes('{a:Map<string,1>}', '{a:object}'),
  no('{a:Date}', '{a:object}'),
  no('{a:string}', '{a:object}'),
  no('{a:{}}', '{a:object}'),
  yes('{a:{}}', '{a:object}', 'exact'),
  // Bases.
  yes('string[]&{total:number}', 'string[]'),
  no('string[]&{total:number}', 'string[]', 'strict'),
  yes('string[]&{total:1}', 'string[]&{total:number}'),
  no('string[]&{total:number}', 'string[]&{total:1}'),
  no('string[]', 'string[]&{total:number}'),
  no('Error&{code:number}', '{code:number}'),
  no('{code:number}', 'Error&{code:number}'),
  no('Error&{}', 'Error&{code?:number}'),
  no('Error&{code:1}', 'Date&{code:number}'),
  no('{a:"xyz"}', '{a:&1`x${*1}`}'),
  // Salts.
  no('{a@1:number}', '{a@2:number}'),
  no('{a:number}', '{a@1:number}'),
  no('{a:number}', '{a:number}@1'),
  yes('{a@1:1}@2', '{a@1:number}@2'),
  no('Error&{}@1', 'Error'),
  // Declared, removed and new fields.
  yes('{a:number}', '{a?:number}'),
  no('{a?:number}', '{a:number}'),
  yes('{a?:number}', '{a:number|undefined}'),
  yes('{a?:number}', '{a:unknown}'),
  yes('{a:1,b:2}', '{a:1}'),
  no('{a:1,b:2}', '{a:1}', 'strict'),
  no('{a:1}', '{a:1,b:2}'),
  no('{a:1}', '{a:1,b:number|undefined}'),
  yes('{a:1}', '{a:1,b:number|undefined}', 'exact'),
  yes('{a:1}', '{a:1,b:unknown}'),
  no('{a:1}', '{a:1,b:unknown}', 'structured'),
  no('{a:1}', '{a:1,b?:number}'),
  yes('{a:1}', '{a:1,b?:number}', 'exact'),
  yes('{a:1}', '{a:1,b?:unknown}'),
  no('{a:1}', '{a:1,b@1?:number}'.replace('b@1?', 'b?@1'), 'exact'),
  yes('{a:string,[string]:string}', '{a:string,b?:string,[string]:string}'),
  no('{a:number,[`x${string}`]:number}', '{a:number,xy?:string}', 'exact'),
  no('{a:1,mail?:string}', '{a:1,email?:string}', 'exact'),
  yes('{a:1,old?:string}', '{a:1,next?:boolean}', 'exact'),
  // Index signatures.
  yes('{[string]:1}', '{[string]:number}'),
  no('{[string]:number}', '{[string]:1}'),
  no('{a:1}', '{[string]:number}'),
  yes('{a:1}', '{[string]:number}', 'exact'),
  no('{a:"x"}', '{[string]:number}', 'exact'),
  yes('{a:1}', '{[string]:unknown}'),
  no('{a:"x",[string]:string|number}', '{[string]:number}'),
  yes('{[string]:1}', '{[number]:number}'),
  no('{[number]:1}', '{[string]:number}'),
  no('{NaN:"x"}', '{[number]:number}', 'exact'),
  no('{a:`v${NaN}`}', '{a:`v${number}`}'),
  yes('{[`a${string}`]:1}', '{[`a${string}`]:number,[`b${string}`]:unknown}'),
  no('{[`a${string}`]:string,[string]:string|1}', '{[`a${string}`]:number}'),
  yes('{[string]:number}', '{}'),
  no('{[string]:number}', '{}', 'strict'),
  // `{}`.
  yes('{a:{b:1}}', '{a:{}}'),
  no('{a:string}', '{a:{}}'),
  no('{a:string[]}', '{a:{}}'),
  no('{a:{}}', '{a:{b?:1}}'),
  no('{a:{}}', '{a:{[string]:unknown}}'),
  yes('{a:{}}', '{a:unknown}'),
  yes('{a:{}}', '{a:{[string]:number}}', 'exact'),
  // Unions.
  yes('{t:"a",x:1}', '{t:"a",x:number}|{t:"b",y:1}'),
  no('{t:"a",x:1}|{t:"b",y:1}', '{t:"a",x:1}'),
  yes('{t:"a"|"b"}', '{t:"a"}|{t:"b"}'),
  yes('{ok:boolean,v:1}', '{ok:false,v:number}|{ok:true,v:1}'),
  yes('{t?:"a"}', '{t:"a"}|{t?:never}'),
  yes('{a:1|2,b:1|2}', '{a:1,b:1}|{a:1,b:2}|{a:2,b:1}|{a:2,b:2}'),
  no('{a:1|2,b:1|2}', '{a:1,b:1}|{a:1,b:2}|{a:2,b:1}'),
  no('{a:1,b:"x"}', '{a:1}|{b:number,c:1}'),
  yes('{a:1,b:2}', '{a:1}|{b:number,c:1}'),
  no('{a:1,[string]:string|1}', '{a:1}|{b:number,c:1}'),
  yes('{a:1,[string]:1}', '{a:1}|{b:number,c:1}'),
  no('{b:"x",t:NaN}', '{b:number,t:Infinity}|{t:NaN}'),
  yes('{b:"x",t:"a"}', '{b:number,t:"b"}|{t:"a"}'),
  // Recursion.
  yes('&1{next:null|*1,v:1}', '&1{next:null|*1,v:number}'),
  no('&1{next:null|*1,v:number}', '&1{next:null|*1,v:1}'),
  yes('&1{children:*1[],name:string}', '&1{children?:*1[],name:string|null}'),
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of templates
