import { type Insertion, type Insertions, indentAt, lineEndOf } from './edit.js';
import { closing, parseScript, reads, type Script, type Token } from './script.js';

const unsure = { reason: 'what it exports is not written out as one object' };

/**
 * Adds `keyshape()` to a list of plugins in a configuration, first in it, so that it works on the source.
 *
 * @param module - what it is imported from
 * @param list - the name of the list
 */
export function addPlugin(text: string, module: string, list: string): Insertions {
  const script = parseScript(text);
  const from = importOf(script, 'keyshape', module);
  if ('reason' in from) return from;
  const root = exportedObject(script);
  if (root === undefined) return unsure;
  const place = listIn(script, root, list);
  if (place === undefined) return { reason: `where its "${list}" come from is not written out` };
  const [open, what] = place === 'none' ? [root, `${list}: [keyshape()]`] : [place, 'keyshape()'];
  return [from, prepend(script, open, what)];
}

/** Puts a function around what a configuration exports. */
export function wrapExport(text: string, module: string, name: string): Insertions {
  const script = parseScript(text);
  const { code } = script;
  const from = importOf(script, name, module);
  if ('reason' in from) return from;
  const start = exportStart(script);
  const first = code[start];
  if (first === undefined) return { reason: 'it has no one export by default' };
  // What is exported ends the file: a name, a call of one, or an object.
  const called = first.type === 'IdentifierName' && reads(script, start + 1, '(');
  const end = first.text === '{' ? closing(script, start) : called ? closing(script, start + 1) : start;
  const rest = code.slice(end + 1);
  const isWhole =
    end >= start &&
    (first.text === '{' || first.type === 'IdentifierName') &&
    !/^(?:async|function|class|new|await)$/.test(first.text) &&
    (rest.length === 0 || (rest.length === 1 && rest[0]?.text === ';'));
  if (!isWhole) return { reason: 'what it exports is no name, call or object at its end' };
  return [from, { at: first.start, text: `${name}(` }, { at: code[end]!.end, text: ')' }];
}

/** The index of the first token of what is exported by default; -1 where that is not said once. */
function exportStart(script: Script): number {
  const starts = script.code.flatMap(({ depth }, index) => {
    if (depth > 0) return [];
    if (reads(script, index, 'export', 'default')) return [index + 2];
    return reads(script, index, 'module', '.', 'exports', '=') ? [index + 4] : [];
  });
  return starts.length === 1 ? starts[0]! : -1;
}

/** The index of the bracket that opens the exported object: by itself, in `defineConfig(…)`, or under a name used for nothing else. */
function exportedObject(script: Script): number | undefined {
  const { code } = script;
  const start = exportStart(script);
  const first = code[start];
  if (first?.text === '{') {
    return /^(?:;|satisfies|as|)$/.test(code[closing(script, start) + 1]?.text ?? '') ? start : undefined;
  }
  if (reads(script, start, 'defineConfig', '(', '{')) {
    const end = closing(script, start + 2);
    return reads(script, end + 1, ')') || reads(script, end + 1, ',', ')') ? start + 2 : undefined;
  }
  if (first?.type !== 'IdentifierName') return undefined;
  const uses = code.flatMap(({ text }, index) => (text === first.text ? [index] : []));
  const [declared = -1] = uses;
  if (uses.length !== 2 || code[declared]?.depth !== 0 || !reads(script, declared - 1, 'const'))
    return undefined;
  const equals = code.findIndex(({ text }, index) => index > declared && text === '=');
  const isTyped = equals === declared + 1 || reads(script, declared + 1, ':');
  const type = code
    .slice(declared + 1, equals)
    .every(({ depth, text }) => depth === 0 && !/^[{(;]$/.test(text));
  return isTyped && type && reads(script, equals + 1, '{') ? equals + 1 : undefined;
}

/** The index of the bracket that opens the list of a name in an object; `none` where there certainly is none. */
function listIn(script: Script, root: number, list: string): number | 'none' | undefined {
  const { code } = script;
  const end = closing(script, root);
  const inner = code[root]!.depth + 1;
  const starts: number[] = [];
  for (let index = root + 1; index < end; index += 1) {
    if (index === root + 1 || (code[index]!.depth === inner && reads(script, index - 1, ',')))
      starts.push(index);
  }
  const isNamed = ({ text }: Token) => text.replace(/^(['"])(.*)\1$/, '$2') === list;
  const named = starts.filter((index) => isNamed(code[index]!));
  // What is spread into it, or has a computed name, may be the list too.
  const others = starts.filter((index) => /^(?:\.\.\.|\[)$/.test(code[index]!.text));
  if (named.length === 0) return others.length === 0 ? 'none' : undefined;
  const [at = -1] = named;
  if (named.length > 1 || others.some((index) => index > at) || !reads(script, at + 1, ':', '['))
    return undefined;
  // `[…].filter(Boolean)` is a list of the same; `[…][0]` and `[…] && x` may be anything.
  return /^[,}.]$/.test(code[closing(script, at + 2) + 1]?.text ?? '') ? at + 2 : undefined;
}

/** Puts something first into an object or a list, laid out like what is there. */
function prepend({ text, code, all }: Script, open: number, what: string): Insertion {
  const bracket = code[open]!;
  const next = code[open + 1]!;
  if (/^[\]}]$/.test(next.text)) return { at: bracket.end, text: bracket.text === '{' ? ` ${what} ` : what };
  const gap = all.slice(all.indexOf(bracket) + 1, all.indexOf(next));
  const lineEnd = gap.find(({ type }) => type === 'LineTerminatorSequence');
  if (lineEnd === undefined) return { at: next.start, text: `${what}, ` };
  // Above the comments of what comes next.
  return { at: lineEnd.start, text: `${lineEnd.text}${indentAt(text, next.start) ?? '  '}${what},` };
}

/** The import of a name, below those that are there, or at the top. */
function importOf(script: Script, name: string, module: string): Insertion | { readonly reason: string } {
  const { text, code, all } = script;
  if (code.some((token) => token.text === name)) return { reason: `\`${name}\` is a name in it already` };
  const isModule =
    reads(script, 0, 'import') ||
    code.some(({ depth }, index) => depth === 0 && reads(script, index, 'export', 'default'));
  const end = isModule ? endOfImports(script) : endOfRequires(script);
  if (end === undefined) return { reason: 'where its imports end is not certain' };
  const last = code
    .slice(0, end)
    .filter(({ type }) => type === 'StringLiteral')
    .at(-1);
  const quote = (last ?? code.find(({ type }) => type === 'StringLiteral'))?.text[0] ?? "'";
  // Where no statement ends with one, a line that begins with a bracket would continue ours.
  const semicolon =
    end > 0
      ? code[end - 1]!.text === ';'
      : code.some((token) => token.text === ';') || !/^\w/.test(code[0]?.text ?? '');
  const specifier = `${quote}${module}${quote}`;
  const line = `${isModule ? `import { ${name} } from ${specifier}` : `const { ${name} } = require(${specifier})`}${semicolon ? ';' : ''}`;
  const lineEnd = lineEndOf(text);
  if (end > 0) {
    // What is behind the last of them on its line stays there.
    const from = all.indexOf(code[end - 1]!) + 1;
    const stop = all.findIndex(({ type }, index) => index >= from && type === 'LineTerminatorSequence');
    const between = all.slice(from, stop === -1 ? undefined : stop);
    if (between.some((token) => code.includes(token) || /[\r\n]/.test(token.text)))
      return { reason: 'where its imports end is not certain' };
    return { at: stop === -1 ? text.length : all[stop]!.start, text: `${lineEnd}${line}` };
  }
  // Comments in lines at the top are for tools, and have to be there.
  const [top] = /^\ufeff?(?:[ \t]*(?:#!|\/\/).*(?:\r\n|\n|\r))*/.exec(text)!;
  return code[0]?.type === 'StringLiteral'
    ? { reason: 'it begins with a directive' }
    : { at: top.length, text: `${line}${lineEnd}` };
}

/** The index in `code` behind the imports at the top. */
function endOfImports(script: Script): number | undefined {
  const { code } = script;
  let end = 0;
  while (reads(script, end, 'import') && !/^[(.]$/.test(code[end + 1]?.text ?? '')) {
    const specifier = code.findIndex(
      ({ type, depth }, index) => index > end && depth === 0 && type === 'StringLiteral',
    );
    if (specifier === -1 || !/^(?:from|import)$/.test(code[specifier - 1]?.text ?? '')) return undefined;
    end = specifier + 1;
    if (reads(script, end, 'with', '{')) end = closing(script, end + 1) + 1;
    if (reads(script, end, ';')) end += 1;
  }
  return end;
}

/** The index in `code` behind the lines `const … = require('…')` at the top. */
function endOfRequires(script: Script): number | undefined {
  const { code } = script;
  let end = 0;
  while (/^(?:const|let|var)$/.test(code[end]?.text ?? '')) {
    const binding = end + 1;
    const equals = code[binding]?.text === '{' ? closing(script, binding) + 1 : binding + 1;
    const isRequire =
      reads(script, equals, '=', 'require', '(') &&
      code[equals + 3]?.type === 'StringLiteral' &&
      reads(script, equals + 4, ')');
    if (!isRequire) return end;
    const next = equals + 5;
    if (reads(script, next, ';')) end = next + 1;
    else if (/^(?:const|let|var|module|function|class)$/.test(code[next]?.text ?? '')) end = next;
    else return end;
  }
  return end;
}
