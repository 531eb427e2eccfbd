package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.ProgramSpec;

/**
 * One clause as a program.
 *
 * @param scratchBytes the slot of scratch memory it needs; 0 when it needs none
 */
record CompiledClause(ProgramSpec program, int scratchBytes) {}
