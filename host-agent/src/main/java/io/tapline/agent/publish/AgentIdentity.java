package io.tapline.agent.publish;

/**
 * Who is speaking.
 *
 * @param agent stable identity of the agent on its host: a UUID
 * @param host host name
 * @param boot drawn at random at each start of the agent; with it, sequences that begin at 0 again
 *     are not taken for replays
 */
public record AgentIdentity(String agent, String host, long boot) {}
