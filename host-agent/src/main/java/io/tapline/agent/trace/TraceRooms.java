package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;

/** What a session needs beside the kernel; made by whoever runs it. */
interface TraceRooms {
  /** Where output goes. */
  TraceOutput output();

  /** What numbers of this script mean. */
  ValueDecoder decoder(CompiledScript script, KernelObjects objects);

  /** What scripts have the host do. */
  HostCommands commands();
}
