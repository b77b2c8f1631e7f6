#!/usr/bin/env node
import { availableParallelism } from "node:os";
import { main } from "./main.ts";

process.exitCode = await main(process.argv.slice(2), availableParallelism());
