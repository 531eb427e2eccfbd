package io.tapline.agent.trace;

import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;

/**
 * What a session needs beside the kernel.
 *
 * @param output where output goes
 * @param decoder what bytes mean
 * @param commands what scripts have the host do
 * @param config the script's settings
 */
record TraceRooms(
    TraceOutput output, ValueDecoder decoder, HostCommands commands, ScriptConfig config) {}
