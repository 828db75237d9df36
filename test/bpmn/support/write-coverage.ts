import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageMarkdown } from '../../../workflows/bpmn';

writeFileSync(join(__dirname, '../../../docs/bpmn-coverage.md'), coverageMarkdown());
