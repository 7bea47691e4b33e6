// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of templates
import { readabilityOf } from '../../../src/shape/compare/readability.js';
import { optionsOf } from './rows.js';

/** A case of another tool's rules for backward compatibility: a new reader of what an old writer wrote. */
interface Case {
  readonly title: string;
  readonly old: string;
  readonly present: string;
  /** What the tool says: whether the change is backward compatible. */
  readonly theirs: boolean;
  /** Why keyshape says otherwise, where it does. */
  readonly because?: string;
  /** `closed` content is what is exact and strict. */
  readonly with?: string;
}

const compatible = (title: string, old: string, present: string, more?: Partial<Case>): Case => ({
  title,
  old,
  present,
  theirs: true,
  ...more,
});
const breaking = (title: string, old: string, present: string, more?: Partial<Case>): Case => ({
  ...compatible(title, old, present, more),
  theirs: false,
});
const noDefault = 'a type has no default value to read in place of what is missing';
const noNames = 'names of types are no structure: it is the same version';
const closed = { with: 'exact strict' };

/** The rules of schema resolution in Avro's specification, rule by rule. */
const avro: readonly Case[] = [
  compatible('int to long, long to double', '{a:number}', '{a:number}'),
  breaking('int to string', '{a:number}', '{a:string}'),
  breaking('string to int', '{a:string}', '{a:number}'),
  breaking('boolean to int', '{a:boolean}', '{a:number}'),
  breaking('null to int', '{a:null}', '{a:number}'),
  compatible('a field with a default added', '{a:string}', '{a:string,b:number}', { because: noDefault }),
  compatible('a nullable field with default null added', '{a:string}', '{a:string,b:number|null}', {
    because: noDefault,
  }),
  breaking('a field without a default added', '{a:string}', '{a:string,b:number}'),
  compatible('a field removed', '{a:string,b:number}', '{a:string}'),
  compatible('a field renamed, with an alias', '{a:string}', '{b:string}', {
    because: 'a reader has no aliases: it looks under the new name',
  }),
  breaking('a record renamed, without an alias', '{a:string}', '{a:string}', { because: noNames }),
  compatible('an enum gains a symbol', '{a:"x"|"y"}', '{a:"x"|"y"|"z"}'),
  breaking('an enum loses a symbol', '{a:"x"|"y"|"z"}', '{a:"x"|"y"}'),
  compatible('an enum with a default loses a symbol', '{a:"x"|"y"|"z"}', '{a:"x"|"y"}', {
    because: noDefault,
  }),
  compatible('a type made a union with it', '{a:number}', '{a:number|null}'),
  breaking('a union made one of its types', '{a:number|null}', '{a:number}'),
  compatible('a union gains a branch', '{a:string|number}', '{a:string|number|null}'),
  breaking('a union loses a branch', '{a:string|number|null}', '{a:string|null}'),
  compatible('the branches of a union in another order', '{a:string|null}', '{a:string|null}'),
  compatible('the items of an array widened', '{a:number[]}', '{a:(number|null)[]}'),
  breaking('the items of an array changed', '{a:number[]}', '{a:string[]}'),
  compatible('the values of a map widened', '{[string]:number}', '{[string]:number|null}'),
  breaking('the values of a map changed', '{[string]:number}', '{[string]:string}'),
  breaking('an array made a map', '{a:number[]}', '{a:{[string]:number}}'),
  breaking('a record made a map', '{a:{b:number}}', '{a:{[string]:number}}'),
  compatible('a recursive list, widened', '&1{next:null|*1,v:number}', '&1{next:null|*1,v:number|null}'),
  breaking('a recursive list, narrowed', '&1{next:null|*1,v:number|null}', '&1{next:null|*1,v:number}'),
];

/** The kinds of differences that Confluent's Schema Registry tells apart in JSON Schema, open and closed content. */
const confluent: readonly Case[] = [
  breaking('an optional property added to an open content model', '{a:string}', '{a:string,b?:number}'),
  compatible('a property removed from an open content model', '{a:string,b?:number}', '{a:string}'),
  compatible(
    'an optional property added to a closed content model',
    '{a:string}',
    '{a:string,b?:number}',
    closed,
  ),
  breaking('a property removed from a closed content model', '{a:string,b?:number}', '{a:string}', closed),
  breaking('a required property added', '{a:string}', '{a:string,b:number}', closed),
  compatible('a required property with a default added', '{a:string}', '{a:string,b:number}', {
    ...closed,
    because: noDefault,
  }),
  compatible(
    'a property covered by additionalProperties',
    '{[string]:string}',
    '{a?:string,[string]:string}',
  ),
  breaking(
    'a property not covered by additionalProperties',
    '{[string]:string}',
    '{a?:number,[string]:string|number}',
  ),
  compatible('additionalProperties made open', '{[string]:string}', '{}'),
  breaking('additionalProperties narrowed', '{[string]:string|number}', '{[string]:string}'),
  compatible('additionalProperties extended', '{[string]:string}', '{[string]:string|number}'),
  breaking('additionalProperties added', '{a:string}', '{a:string,[string]:string}'),
  compatible('required removed', '{a:string}', '{a?:string}'),
  breaking('required added', '{a?:string}', '{a:string}'),
  compatible('a type extended', '{a:string}', '{a:string|number}'),
  breaking('a type narrowed', '{a:string|number}', '{a:string}'),
  breaking('a type changed', '{a:string}', '{a:boolean}'),
  compatible('an enum extended', '{a:"x"}', '{a:"x"|"y"}'),
  breaking('an enum narrowed', '{a:"x"|"y"}', '{a:"x"}'),
  compatible('an enum removed', '{a:"x"|"y"}', '{a:string}'),
  breaking('an enum added', '{a:string}', '{a:"x"|"y"}'),
  compatible('const removed', '{a:"x"}', '{a:string}'),
  compatible('oneOf extended', '{kind:"a"}', '{kind:"a"}|{kind:"b"}'),
  breaking('oneOf narrowed', '{kind:"a"}|{kind:"b"}', '{kind:"a"}'),
  compatible('anything made the schema true', '{a:string}', '{a:unknown}'),
  breaking('the schema true made something', '{a:unknown}', '{a:string}'),
  compatible('the schema false made something', '{a:never[]}', '{a:string[]}'),
  compatible('items made the schema true', '{a:string[]}', '{a:unknown[]}'),
  breaking('items narrowed', '{a:unknown[]}', '{a:string[]}'),
  compatible('an item added to a partially closed tuple', '[string]', '[string,number?]'),
  breaking('an item removed from a closed tuple', '[string,number]', '[string]'),
  compatible(
    'an item added that additional items cover',
    '[string,...number[]]',
    '[string,number?,...number[]]',
  ),
  breaking(
    'an item added that additional items do not cover',
    '[string,...number[]]',
    '[string,string?,...number[]]',
  ),
  breaking('minItems increased', '[string,string?]', '[string,string]'),
  compatible('minItems decreased', '[string,string]', '[string,string?]'),
  compatible('pattern removed', '{a:`id-${string}`}', '{a:string}'),
  breaking('pattern added', '{a:string}', '{a:`id-${string}`}'),
  compatible('a title, a description or the order changed', '{a:string,b:number}', '{a:string,b:number}'),
];

test.each([
  ['Avro', avro],
  ['Confluent', confluent],
])('the cases of %s: the same answer, or a reason', (_, cases) => {
  for (const { title, old, present, theirs, because, with: words = '' } of cases) {
    const isReadable = readabilityOf(present, [old], optionsOf(words))[0] === 'readable';
    expect([title, isReadable === theirs ? 'the same' : because]).toEqual([title, because ?? 'the same']);
  }
});
