/**
 * The conditions under which a scenario answers a request: a {@link dev.gpuworker.mock.scenario.match.Match} of the
 * {@link dev.gpuworker.mock.scenario.match.IncomingRequest}, and a {@link dev.gpuworker.mock.scenario.match.CallRange}
 * of the calls that match.
 */
@NullMarked
package dev.gpuworker.mock.scenario.match;

import org.jspecify.annotations.NullMarked;
