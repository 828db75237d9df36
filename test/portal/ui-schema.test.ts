import { shippedForm } from '../processes/support/shipped';
import { uiSchemaOf } from '../../web/ui/components/form/ui-schema';

test('a consent, a signature and a file that a choice brings are asked for as such', () => {
  const ui = uiSchemaOf(shippedForm('match-case.ct-consent'));

  expect(ui).toMatchObject({ read_risk: { 'ui:widget': 'consent' }, signature: { 'ui:widget': 'signature' }, signed_file: { 'ui:widget': 'file' } });
});
