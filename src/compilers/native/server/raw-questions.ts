import type { NativeSignature, NativeType } from '../api/reading.js';
import type { Question, TypeQuestion } from './session.js';

/** The protocol's names of what is asked of one type. */
export const methods = {
  getSymbol: 'getSymbolOfType',
  getAliasSymbol: 'getAliasSymbolOfType',
  getAliasTypeArguments: 'getAliasTypeArgumentsOfType',
  getTypes: 'getTypesOfType',
  getTarget: 'getTargetOfType',
  getBaseType: 'getBaseTypeOfType',
  getTypeParameters: 'getTypeParametersOfType',
  getObjectType: 'getObjectTypeOfType',
  getIndexType: 'getIndexTypeOfType',
  getCheckType: 'getCheckTypeOfType',
  getTypeParameter: 'getTypeParameterOfMappedType',
  getTemplateType: 'getTemplateTypeOfMappedType',
} as const satisfies Record<TypeQuestion, string>;

export type Subject = NativeType | NativeSignature;

/** The checker's questions that are asked past the API's objects: what names the subject, and what comes back. */
export const rawQuestions: Partial<
  Record<
    Question,
    {
      readonly params: (subject: Subject, more: unknown) => object;
      readonly answer: 'symbols' | 'symbol' | 'list' | 'type';
    }
  >
> = {
  getPropertiesOfType: { params: ({ id }) => ({ type: id }), answer: 'symbols' },
  getPropertyOfType: { params: ({ id }, name) => ({ type: id, name }), answer: 'symbol' },
  getIndexInfosOfType: { params: ({ id }) => ({ type: id }), answer: 'list' },
  getSignaturesOfType: { params: ({ id }, kind) => ({ type: id, kind }), answer: 'list' },
  getBaseTypes: { params: ({ id }) => ({ type: id }), answer: 'list' },
  getTypeArguments: { params: ({ id }) => ({ type: id }), answer: 'list' },
  // 7.0 names the signature by the first, 7.1 by the second.
  getReturnTypeOfSignature: { params: ({ id }) => ({ signature: id, objectId: id }), answer: 'type' },
};
