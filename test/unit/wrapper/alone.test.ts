import { isNameless, nameless, shared, textOf } from './cases.js';
import { expected, named, outcomes, titled } from './outcomes.js';

// Together, one case makes every call be looked at; alone, names have to lead to it.
test('each alone is the same', () => {
  const { [nameless]: _, ...namely } = shared;
  const alone = named.map(
    ([one, name]) => outcomes('5.9', { [name]: textOf(one) }, isNameless(one) ? shared : namely)[0],
  );
  expect(titled(alone)).toEqual(titled(expected));
});
