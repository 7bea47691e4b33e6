import type ts = require('typescript');

import { isJavaScript } from '../calls.js';
import { nodesIn } from '../nodes-in.js';
import type { Syntax } from '../syntax.js';
import { commentOf, commentsIn, mentionsInComment } from './comments.js';
import { entityName, functionIn, type Mentions, mentionsIn, type Named } from './mentions.js';
import {
  defaultName,
  handedOn,
  holderName,
  isAssignment,
  lastName,
  outermost,
  renamesMembers,
  stripped,
  writtenName,
} from './names-in.js';
import { isSignature, type Signature } from './signature.js';

/** The name of the member by which a marked string is known: a string key survives bundling. */
export const markName = '~keyshape';

/** A signature whose parameters have types. */
interface SignatureFact {
  readonly mentions: Mentions;
  /** What it is called by; `constructor` by `new` and `super`; none where only its type leads to it. */
  readonly names: readonly string[];
  readonly isConstructor: boolean;
}

/** What a file says about names, whatever those of interest are: collected once, asked while the sets of names grow. */
export interface Facts {
  readonly signatures: readonly SignatureFact[];
  /** Aliases and interfaces, and what they stand for. */
  readonly types: readonly { readonly name: string; readonly mentions: Mentions }[];
  /** Names of interfaces that have the mark. */
  readonly marked: readonly string[];
  /** A type or a function under another name. */
  readonly renames: readonly (Named & { readonly to: string })[];
  /** Whether members of unknown types get names that are made of theirs. */
  readonly renamesMembers: boolean;
  /** Functions whose type is taken to declare something else with it, and the name of that, if it has one. */
  readonly taken: readonly (Named & { readonly to: string | undefined })[];
}

/** The name of what is declared with a type; nothing where it has none of its own. */
function declaredWith(syntax: Syntax, type: ts.Node): string | undefined {
  let node = type;
  while (syntax.isParenthesizedTypeNode(node.parent) || syntax.isUnionTypeNode(node.parent))
    node = node.parent;
  const { parent } = node;
  const isDeclared =
    syntax.isVariableDeclaration(parent) ||
    syntax.isParameter(parent) ||
    syntax.isPropertyDeclaration(parent) ||
    syntax.isPropertySignature(parent);
  if (!isDeclared || parent.type !== node || isNamedByOthers(syntax, parent)) return undefined;
  return writtenName(syntax, parent.name);
}

/** Whether a parameter is one of a signature without a body: what implements the signature may give it another name, `(read) => read<User>('a')`. */
function isNamedByOthers(syntax: Syntax, node: ts.Node): boolean {
  if (!syntax.isParameter(node)) return false;
  const { parent } = node;
  if (syntax.isFunctionDeclaration(parent) || syntax.isConstructorDeclaration(parent)) return false;
  return !('body' in parent) || parent.body === undefined;
}

/** Whether only the parameters or the result of a function are taken, which no one can call: a function that is declared with them is found by its own parameters. */
function isTakenApart(syntax: Syntax, { parent }: ts.Node): boolean {
  return (
    syntax.isTypeReferenceNode(parent) &&
    syntax.isIdentifier(parent.typeName) &&
    /^(?:Parameters|ReturnType)$/.test(parent.typeName.text)
  );
}

/** Collects the facts of a file. */
export function collectFacts(syntax: Syntax, file: ts.SourceFile): Facts {
  const signatures: SignatureFact[] = [];
  const types: { name: string; mentions: Mentions }[] = [];
  const marked: string[] = [];
  const renames: (Named & { to: string })[] = [];
  const taken: (Named & { to: string | undefined })[] = [];
  let hasRenamed = false;
  // JavaScript says its types in comments, which are in no tree that is walked.
  const inComments = isJavaScript(file);
  for (const { text, declared } of inComments ? commentsIn(file.text) : []) {
    const mentions = mentionsInComment(text);
    for (const name of declared) types.push({ name, mentions });
    // What is declared by a comment may be called by any name.
    for (const isConstructor of [false, true]) signatures.push({ mentions, names: [], isConstructor });
  }

  function rename(name: string | undefined, to: string | undefined, node: ts.Node): void {
    if (name !== undefined && to !== undefined && name !== to) renames.push({ name, to, node });
  }

  /** A function, or one of several, gets the name that is written. */
  function renameTo(to: string | undefined, expression: ts.Node | undefined): void {
    for (const { name, node } of handedOn(syntax, expression)) rename(name, to, node);
    // `const read = timed(cache.get)`: what a function makes of another may be called as that one is.
    const made = expression && stripped(syntax, expression);
    if (!made || !syntax.isCallExpression(made)) return;
    for (const { name } of made.arguments.flatMap((argument) => handedOn(syntax, argument)))
      rename(name, to, made);
  }

  function addSignature(node: Signature): void {
    const written = node.parameters.flatMap((parameter) => parameter.type ?? []);
    const comment = inComments ? commentOf(node) : '';
    if (written.length === 0 && comment === '') return;
    const isConstructor =
      syntax.isConstructorDeclaration(node) ||
      syntax.isConstructSignatureDeclaration(node) ||
      syntax.isConstructorTypeNode(node);
    signatures.push({
      mentions: comment === '' ? mentionsIn(syntax, written, true) : mentionsInComment(comment),
      names: isConstructor ? [] : namesOf(syntax, node),
      isConstructor,
    });
  }

  function visit(node: ts.Node): void {
    if (isSignature(syntax, node)) addSignature(node);
    else if (syntax.isTypeAliasDeclaration(node)) {
      types.push({ name: node.name.text, mentions: mentionsIn(syntax, [node.type], false) });
    } else if (syntax.isInterfaceDeclaration(node)) {
      if (node.members.some(({ name }) => writtenName(syntax, name) === markName))
        marked.push(node.name.text);
      const bases = node.heritageClauses ?? [];
      if (bases.length > 0) types.push({ name: node.name.text, mentions: mentionsIn(syntax, bases, false) });
    } else if (syntax.isImportSpecifier(node) || syntax.isExportSpecifier(node)) {
      rename(node.propertyName?.text, node.name.text, node.name);
    } else if (syntax.isImportClause(node)) rename(defaultName, node.name?.text, node.name ?? node);
    else if (syntax.isExportAssignment(node)) renameTo(defaultName, node.expression);
    // What a module is as a whole, by `export =`.
    else if (syntax.isNamespaceImport(node)) rename(defaultName, node.name.text, node.name);
    else if (syntax.isImportEqualsDeclaration(node)) {
      const { moduleReference: of, name } = node;
      rename(syntax.isExternalModuleReference(of) ? defaultName : entityName(syntax, of), name.text, name);
    } else if (syntax.isMappedTypeNode(node)) hasRenamed ||= renamesMembers(syntax, node);
    else if (syntax.isBindingElement(node)) {
      const to = writtenName(syntax, node.name);
      rename(writtenName(syntax, node.propertyName), to, node.name);
      renameTo(to, node.initializer);
    } else if (
      syntax.isVariableDeclaration(node) ||
      syntax.isParameter(node) ||
      syntax.isPropertyAssignment(node) ||
      syntax.isPropertyDeclaration(node)
    ) {
      const to = writtenName(syntax, node.name);
      renameTo(to, node.initializer);
      // `{ [key]: cache.get }`: it may be called by any name.
      if (to === undefined && syntax.isComputedPropertyName(node.name))
        for (const one of handedOn(syntax, node.initializer)) taken.push({ ...one, to });
    } else if (syntax.isShorthandPropertyAssignment(node)) {
      renameTo(node.name.text, node.objectAssignmentInitializer);
    } else if (isAssignment(syntax, node)) {
      const name = lastName(syntax, node.left);
      renameTo(name === 'exports' ? defaultName : name, node.right);
    } else {
      const name = functionIn(syntax, node);
      if (name !== undefined && !isTakenApart(syntax, node))
        taken.push({ name, node, to: declaredWith(syntax, node) });
    }
  }

  for (const node of nodesIn(syntax, file.statements)) visit(node);
  return { signatures, types, marked, renames, renamesMembers: hasRenamed, taken };
}

/** What a signature is called by; nothing where only its type leads to it. */
function namesOf(syntax: Syntax, node: Signature): readonly string[] {
  if (syntax.isFunctionDeclaration(node)) {
    const names = node.name ? [node.name.text] : [];
    // `export default function` is imported under any name.
    const isDefault = node.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.DefaultKeyword);
    return isDefault ? [...names, defaultName] : names;
  }
  if (syntax.isMethodDeclaration(node) || syntax.isMethodSignature(node)) {
    const name = writtenName(syntax, node.name);
    return name === undefined ? [] : [name];
  }
  if (syntax.isCallSignatureDeclaration(node)) return [];
  if (isNamedByOthers(syntax, outermost(syntax, node).parent)) return [];
  const name = holderName(syntax, node);
  return name === undefined ? [] : [name];
}
