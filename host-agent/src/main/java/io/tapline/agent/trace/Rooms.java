package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;

/** The rooms of a trace on this host. */
record Rooms(TraceOutput output, HostNamesOfScript names, ScriptConfig config, HostCommands commands)
    implements TraceRooms {

  @Override
  public ValueDecoder decoder(CompiledScript script, KernelObjects objects) {
    return new ValueDecoder(names.of(script, objects), config);
  }
}
