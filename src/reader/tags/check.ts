import type ts = require('typescript');

import type { Problem } from '../problems.js';
import type { ReaderOptions } from '../rules/context.js';
import { type MalformedTag, mayHoldTags, parseTags, type Tag } from './parse.js';
import { tagsBefore } from './read.js';
import type { TagSyntax } from './tag-syntax.js';

/** A tag in a comment that can have no effect or is malformed. */
export interface TagProblem {
  readonly start: number;
  readonly length: number;
  readonly problem: Problem;
}

/**
 * The tags of a file that would be ignored: malformed, in the wrong kind of comment, or on something that carries no
 * such tag. A tag that is written is never passed over in silence.
 *
 * @param compiler the host's TypeScript
 * @param file any source file; one without the word `@keyshape` costs one search of its text
 * @param serializer whether a `toJSON` is followed, so that a tag on its type can have no effect
 */
export function findTagProblems(
  compiler: TagSyntax,
  file: ts.SourceFile,
  serializer: ReaderOptions['serializer'],
): readonly TagProblem[] {
  const { text } = file;
  if (!mayHoldTags(text)) return [];
  const read = new Set<number>();
  const problems: TagProblem[] = [];
  const strings: { start: number; end: number }[] = [];

  const visit = (node: ts.Node): void => {
    if (isText(compiler, node)) strings.push({ start: node.getStart(file), end: node.getEnd() });
    if (isDeclaration(compiler, node)) {
      const tags = tagsBefore(node, file).filter((tag) => !read.has(tag.start));
      for (const tag of tags) {
        read.add(tag.start);
        const reason = whyWithoutEffect(compiler, node, tag, serializer) ?? whyRepeated(tags, tag);
        if (reason !== undefined) problems.push(withoutEffect(tag, reason));
      }
    }
    compiler.forEachChild(node, visit);
  };
  visit(file);

  for (const tag of parseTags(text, 0, text.length)) {
    if (read.has(tag.start) || strings.some(({ start, end }) => start <= tag.start && tag.start < end))
      continue;
    problems.push('code' in tag ? malformed(tag) : misplaced(tag));
  }
  return problems.sort((a, b) => a.start - b.start);
}

function malformed({ code, reason, start, length }: MalformedTag): TagProblem {
  return { start, length, problem: { code, message: `${capitalised(reason)}.` } };
}

function misplaced({ name, start, length }: Tag): TagProblem {
  const message = `\`@${name}\` is not read here. Write it in a \`/** */\` comment of its own line, directly before the declaration.`;
  return { start, length, problem: { code: 'KS1103', message } };
}

function withoutEffect({ name, start, length }: Tag, reason: string): TagProblem {
  return { start, length, problem: { code: 'KS1104', message: `\`@${name}\` can have no effect ${reason}` } };
}

/** Literals and other text of the program, where the word is not a comment. */
function isText(compiler: TagSyntax, node: ts.Node): boolean {
  return (
    compiler.isStringLiteralLike(node) ||
    compiler.isRegularExpressionLiteral(node) ||
    compiler.isTemplateHead(node) ||
    compiler.isTemplateMiddle(node) ||
    compiler.isTemplateTail(node) ||
    compiler.isJsxText(node)
  );
}

/** What a comment can stand before. */
function isDeclaration(compiler: TagSyntax, node: ts.Node): boolean {
  return (
    compiler.isStatement(node) ||
    compiler.isClassElement(node) ||
    compiler.isTypeElement(node) ||
    compiler.isObjectLiteralElementLike(node) ||
    compiler.isParameter(node) ||
    compiler.isEnumMember(node)
  );
}

function whyRepeated(tags: readonly Tag[], tag: Tag): string | undefined {
  if (tags.some((other) => other.name === tag.name && other.start < tag.start)) {
    return 'a second time on one declaration. Keep one.';
  }
  const isIgnored = tags.some((other) => other.name === 'keyshapeIgnore');
  return tag.name === 'keyshapeVersion' && isIgnored
    ? 'on a property that `@keyshapeIgnore` leaves out.'
    : undefined;
}

function whyWithoutEffect(
  compiler: TagSyntax,
  node: ts.Node,
  tag: Tag,
  serializer: ReaderOptions['serializer'],
): string | undefined {
  const whyFollowed = (members: ts.NodeArray<ts.Node>) =>
    serializer === 'json' ? whyToJson(compiler, members) : undefined;
  if (isProperty(compiler, node)) return whyNoData(compiler, node);
  if (isRepeated(compiler, node)) return undefined;
  if (tag.name === 'keyshapeIgnore')
    return 'here: it stands on a property, a parameter property or an accessor of an interface or object.';
  if (compiler.isTypeAliasDeclaration(node)) {
    let body = node.type;
    while (compiler.isParenthesizedTypeNode(body)) body = body.type;
    if (!compiler.isTypeLiteralNode(body)) {
      return 'on an alias whose body is no object type, since no checker sees the alias. Tag the properties that use it.';
    }
    return whyFollowed(body.members);
  }
  if (compiler.isInterfaceDeclaration(node) || compiler.isClassDeclaration(node)) {
    return whyFollowed(node.members);
  }
  if (compiler.isEnumDeclaration(node) || compiler.isEnumMember(node)) {
    return 'on an enum, whose name is no part of a shape. Tag the property that uses it.';
  }
  return 'here: it stands on a property, an interface, a class, or an alias of an object type.';
}

function whyToJson(compiler: TagSyntax, members: ts.NodeArray<ts.Node>): string | undefined {
  const isFollowed = members.some(
    (member) =>
      (compiler.isMethodDeclaration(member) || compiler.isMethodSignature(member)) &&
      member.questionToken === undefined &&
      compiler.isIdentifier(member.name) &&
      member.name.text === 'toJSON',
  );
  return isFollowed ? 'on a type whose `toJSON` is followed. Tag what `toJSON` returns.' : undefined;
}

function isProperty(compiler: TagSyntax, node: ts.Node): boolean {
  return (
    compiler.isPropertySignature(node) ||
    compiler.isPropertyDeclaration(node) ||
    compiler.isPropertyAssignment(node) ||
    compiler.isShorthandPropertyAssignment(node) ||
    compiler.isGetAccessor(node) ||
    compiler.isSetAccessor(node) ||
    (compiler.isParameter(node) && compiler.isParameterPropertyDeclaration(node, node.parent))
  );
}

/** A declaration file writes the comment of a parameter property twice: on the property, and on the parameter. */
function isRepeated(compiler: TagSyntax, node: ts.Node): boolean {
  if (!compiler.isParameter(node) || !compiler.isConstructorDeclaration(node.parent)) return false;
  const { name } = node;
  return (
    node.getSourceFile().isDeclarationFile &&
    compiler.isIdentifier(name) &&
    node.parent.parent.members.some(
      (member) =>
        compiler.isPropertyDeclaration(member) &&
        compiler.isIdentifier(member.name) &&
        member.name.text === name.text,
    )
  );
}

/** Why a property is not data to begin with. */
function whyNoData(compiler: TagSyntax, node: ts.Node): string | undefined {
  const { SyntaxKind } = compiler;
  const modifiers = compiler.canHaveModifiers(node) ? (compiler.getModifiers(node) ?? []) : [];
  const has = (kind: number) => modifiers.some((modifier) => modifier.kind === kind);
  const isInClass = compiler.isClassLike(node.parent);
  if (isInClass && (compiler.isAccessor(node) || has(SyntaxKind.AccessorKeyword))) {
    return 'on an accessor of a class, which is no data.';
  }
  if (has(SyntaxKind.StaticKeyword)) return 'on a static member, which is no data.';
  const name = compiler.getNameOfDeclaration(node as ts.Declaration);
  if (name !== undefined && compiler.isPrivateIdentifier(name))
    return 'on a `#private` member, which is no data.';
  const type = 'type' in node ? (node.type as ts.Node | undefined) : undefined;
  if (type !== undefined && (compiler.isFunctionTypeNode(type) || compiler.isConstructorTypeNode(type))) {
    return 'on a property that holds a function, which is no data.';
  }
  return undefined;
}

function capitalised(text: string): string {
  return text.startsWith('`') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
