package io.tapline.agent.script.check;

/**
 * Bounds of what a script may ask for.
 *
 * @param defaultTextBytes buffer of a text whose length the script does not say
 * @param maxTextBytes longest buffer a script may say
 * @param maxSites sites that all probes of a script may match together
 */
public record CheckLimits(int defaultTextBytes, int maxTextBytes, int maxSites) {}
