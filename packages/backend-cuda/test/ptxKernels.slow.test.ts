import { checkedData } from "../ptx/checkKernels.mjs";
import { describeEmitted } from "./support/describeEmitted.ts";

describeEmitted(checkedData().architectures);
