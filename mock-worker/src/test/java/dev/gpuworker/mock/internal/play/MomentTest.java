package dev.gpuworker.mock.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.internal.play.Moment.Move;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MomentTest {
    @Test
    void theTableOfMovesIsThis() {
        String table = Arrays.stream(Moment.values())
                .map(moment -> moment + ":"
                        + Arrays.stream(Move.values())
                                .filter(moment::allows)
                                .map(move -> " " + move + " " + moment.after(move))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                WAITING: TAKE_VRAM TAKING_VRAM, BEGIN PLAYING, CLOSE OVER
                TAKING_VRAM: BEGIN PLAYING, CLOSE OVER
                PLAYING: HOLD HELD, STALL HUNG, FREE_VRAM FREEING_VRAM, END ENDING, CLOSE OVER
                HELD: RESUME PLAYING, CLOSE OVER
                HUNG: RESUME PLAYING, CLOSE OVER
                FREEING_VRAM: RESUME PLAYING, CLOSE OVER
                ENDING: CLOSE OVER
                OVER:""");
    }

    @Test
    void anyOtherMoveIsAMistakeThatIsNamed() {
        assertThatThrownBy(() -> Moment.OVER.after(Move.RESUME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a player that is OVER cannot RESUME");
    }
}
