package io.tapline.storage.engine;

import com.clickhouse.client.api.ServerException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Turns what the driver throws into retriable or fatal, with the server's own text. */
final class EngineErrors {
  /**
   * Codes of ClickHouse's ErrorCodes.cpp that pass by themselves or after an operator's help,
   * without the request being changed.
   */
  private static final Set<Integer> RETRIABLE =
      Set.of(
          159, // TIMEOUT_EXCEEDED
          202, // TOO_MANY_SIMULTANEOUS_QUERIES
          203, // NO_FREE_CONNECTION
          209, // SOCKET_TIMEOUT
          210, // NETWORK_ERROR
          236, // ABORTED: the server is shutting down
          241, // MEMORY_LIMIT_EXCEEDED
          242, // TABLE_IS_READ_ONLY: lost its disk or its Keeper for now
          243, // NOT_ENOUGH_SPACE
          252, // TOO_MANY_PARTS
          319, // UNKNOWN_STATUS_OF_INSERT
          373, // SESSION_IS_LOCKED
          425, // SYSTEM_ERROR
          439, // CANNOT_SCHEDULE_TASK
          733, // TABLE_IS_BEING_RESTARTED
          999); // KEEPER_EXCEPTION

  private EngineErrors() {}

  static EngineException of(String deed, ConnectionSettings settings, Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ServerException server) {
        return ofServer(deed, server);
      }
    }
    if (cause instanceof TimeoutException) {
      return new RetriableEngineException(
          deed + ": no answer from " + settings.url() + " in time", cause);
    }
    return new RetriableEngineException(
        deed + ": cannot reach " + settings.url() + ": " + innermost(cause), cause);
  }

  private static EngineException ofServer(String deed, ServerException server) {
    int code = server.getCode();
    String message = deed + ": " + firstLine(server.getMessage());
    boolean gateway =
        server.getTransportProtocolCode() >= 502 && server.getTransportProtocolCode() <= 504;
    return RETRIABLE.contains(code) || gateway
        ? new RetriableEngineException(message, code, server)
        : new FatalEngineException(message, code, server);
  }

  /** Servers append stack traces to some errors; the first line is what a person needs. */
  private static String firstLine(String message) {
    String text = message == null ? "no message" : message.strip();
    int stack = text.indexOf(". Stack trace:");
    return stack > 0 ? text.substring(0, stack) : text;
  }

  private static String innermost(Throwable thrown) {
    Throwable t = thrown;
    while (t.getCause() != null && t.getCause() != t) {
      t = t.getCause();
    }
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }
}
