package io.tapline.agent.script.check;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;

/**
 * Bounds of what a script may ask for.
 *
 * @param defaultTextBytes buffer of a text whose length the script does not say
 * @param maxTextBytes longest buffer a script may say
 * @param maxSites sites that all probes of a script may match together
 * @param dialect whom the script is for
 * @param config settings from outside, which the script's own may change
 * @param arguments what the script is given on the command line
 */
public record CheckLimits(
    int defaultTextBytes,
    int maxTextBytes,
    int maxSites,
    Dialect dialect,
    ScriptConfig config,
    ScriptArguments arguments) {}
