/**
 * What the page shows, as values: ranges, filters, distributions, heatmap columns, tables, the
 * ledger's balance; and their reader, which asks the questions. Knows nothing of HTTP. Imports the
 * ground and {@code schemas} (the histogram layout).
 */
@NullMarked
package io.tapline.dashboard.view;

import org.jspecify.annotations.NullMarked;
