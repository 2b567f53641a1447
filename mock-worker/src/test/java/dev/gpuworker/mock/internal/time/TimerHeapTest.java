package dev.gpuworker.mock.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    /** Enough timers to make the heap grow, few enough to be put again and removed. */
    private static final int TIMERS = 100;

    private enum Deed {
        PUT,
        REMOVE,
        TAKE
    }

    private record Step(Deed deed, int timer, long due) {}

    /** Also near the clock's overflow: {@code System.nanoTime} may be anywhere. */
    private static final Gen<Long> BASES = Gen.of(0L, -50L, Long.MAX_VALUE - 50);

    private static final Gen<Step> STEPS = choices -> new Step(
            Gen.of(Deed.PUT, Deed.PUT, Deed.PUT, Deed.REMOVE, Deed.TAKE).from(choices),
            choices.below(TIMERS),
            choices.below(100));

    private record Run(long base, List<Step> steps) {}

    private static final Gen<Run> RUNS =
            choices -> new Run(BASES.from(choices), STEPS.list(0, 400).from(choices));

    @Test
    void givesTheSameInstantsAsAPriorityQueue() {
        Property.check(2_000, RUNS, run -> {
            Twins twins = new Twins();
            for (Step step : run.steps()) {
                long due = run.base() + step.due();
                switch (step.deed()) {
                    case PUT -> twins.put(step.timer(), due);
                    case REMOVE -> twins.remove(step.timer());
                    case TAKE -> twins.take();
                }
            }
            while (!twins.queue.isEmpty()) {
                twins.take();
            }
            assertThat(twins.heap.isEmpty()).isTrue();
        });
    }

    @Test
    void aTimerThatIsPutAgainIsDueAtTheNewInstantOnly() {
        TimerHeap heap = new TimerHeap();
        Timer timer = timer();

        heap.put(timer, 5);
        heap.put(timer, 3);

        assertThat(heap.size()).isEqualTo(1);
        assertThat(heap.earliest()).isEqualTo(3);
        assertThat(heap.take()).isSameAs(timer);
        assertThat(timer.place).isEqualTo(-1);
    }

    @Test
    void removingATimerThatIsNotThereChangesNothing() {
        TimerHeap heap = new TimerHeap();
        heap.put(timer(), 1);

        heap.remove(timer());

        assertThat(heap.size()).isEqualTo(1);
    }

    private static Timer timer() {
        return new Timer(Timer.Kind.STEP, () -> {});
    }

    /** The heap, and a queue that is known to be correct. */
    private static final class Twins {
        private final TimerHeap heap = new TimerHeap();
        private final List<Timer> timers =
                IntStream.range(0, TIMERS).mapToObj(k -> timer()).collect(Collectors.toList());
        private final Map<Timer, Long> dues = new HashMap<>();
        private final PriorityQueue<Long> queue = new PriorityQueue<>(Comparator.comparingLong(due -> due - start()));
        private long start;
        private boolean started;

        private long start() {
            return start;
        }

        void put(int number, long due) {
            start = started ? start : due - 1_000;
            started = true;
            Timer timer = timers.get(number);
            Long before = dues.put(timer, due);
            if (before != null) {
                queue.remove(before);
            }
            queue.add(due);
            heap.put(timer, due);
            check();
        }

        void remove(int number) {
            Timer timer = timers.get(number);
            Long before = dues.remove(timer);
            if (before != null) {
                queue.remove(before);
            }
            heap.remove(timer);
            assertThat(timer.place).isEqualTo(-1);
            check();
        }

        void take() {
            if (queue.isEmpty()) {
                return;
            }
            long earliest = queue.remove();
            assertThat(heap.earliest()).isEqualTo(earliest);
            Timer taken = heap.take();
            assertThat(dues.remove(taken)).isEqualTo(earliest);
            check();
        }

        private void check() {
            assertThat(heap.size()).isEqualTo(queue.size());
            assertThat(queue.isEmpty() ? null : heap.earliest()).isEqualTo(queue.peek());
        }
    }
}
