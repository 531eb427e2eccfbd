package io.tapline.agent.event;

/**
 * One named field at a fixed place.
 *
 * @param name as the script wrote it; for map keys {@code key0}, {@code key1}, ...
 * @param type how it is read
 * @param offsetBytes from the start of the record (header included) or of the map key
 */
public record Field(String name, FieldType type, int offsetBytes) {}
