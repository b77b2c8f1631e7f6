/** The conformance suite with the threads in other orders: a kernel that lacks a barrier differs. */
import { describeBackendConformance } from "@binade/conformance/vitest";
import { createCudaBackend } from "../src/index.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

describeOnHostDevice(() => {
  for (const threadOrder of ["reversed", "shuffled"] as const) {
    const create = () => createCudaBackend({ device: "host", threadOrder });
    describeBackendConformance(`cuda-host, ${threadOrder}`, create);
  }
});
