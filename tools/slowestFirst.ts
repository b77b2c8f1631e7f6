import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute or more: one that begins last would leave a core idle. */
const slow =
  /backend-\w+\/test\/(conformance|threads|engines|fast)|conformance\/test\/(cpu|faults|caseSets)|sameBits|Process\.test/;

/** The usual order, with the slow files first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification): boolean => slow.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
