/** The full suite with the threads in every order, some minutes each: a kernel that lacks a barrier differs. */
import { describeBackendConformance } from "@binade/conformance/vitest";
import { createCudaBackend } from "../src/index.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

describeOnHostDevice(() => {
  for (const threadOrder of ["natural", "reversed", "shuffled"] as const) {
    const create = () => createCudaBackend({ device: "host", threadOrder });
    describeBackendConformance(`cuda-host, ${threadOrder}`, create, { suite: "full" });
  }
});
