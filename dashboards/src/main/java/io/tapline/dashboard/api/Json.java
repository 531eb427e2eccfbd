package io.tapline.dashboard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Views as JSON, and JSON as a response. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().defaultPropertyInclusion(JsonInclude.Value.ALL_ALWAYS).build();

  private Json() {}

  /** As UTF-8 bytes. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("write " + value.getClass().getName() + " as JSON", e);
    }
  }

  /** As text without line breaks. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Answers with a value. */
  public static void reply(Response response, Callback callback, Object value) {
    write(response, callback, 200, value);
  }

  /** Answers with a problem. */
  public static void reply(Response response, Callback callback, Problem problem) {
    write(response, callback, problem.status(), problem);
  }

  private static void write(Response response, Callback callback, int status, Object value) {
    byte[] bytes = bytes(value);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
