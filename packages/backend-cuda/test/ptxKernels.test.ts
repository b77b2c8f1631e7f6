import { describeEmitted } from "./support/describeEmitted.ts";

describeEmitted(["100"]);
