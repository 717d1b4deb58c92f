export { seqOf } from "@clickclack/sdk";
